/* SPDX-License-Identifier: MIT */
/* Runs everywhere, and says so where the page cannot: what is asked for here came with Edge and Chrome 97 or before. */
(function () {
    var able = typeof WebAssembly === "object" && typeof Worker === "function" && typeof Promise === "function" &&
        typeof DecompressionStream === "function" && "noModule" in document.createElement("script") &&
        typeof HTMLDialogElement === "function";
    if (!able)
        document.getElementById("unusable").removeAttribute("hidden");
    window.pageIsOld = !able;
}());

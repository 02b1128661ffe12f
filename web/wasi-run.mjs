#!/usr/bin/env node
// SPDX-License-Identifier: MIT
//
// Runs a program that was built for WebAssembly as if it were one of the machine's own, for the tests:
//
//     node --no-warnings --no-turbo-fast-api-calls wasi-run.mjs PROGRAM.wasm [ARGUMENT...]
//
// It has the whole file system, the environment, and the three streams, and ends with the program's exit code; with 70, which no
// tool has, where the program could not be run or did not come to its end. Node.js itself crashes when the memory of a program
// grows unless it is started with the second option; with the first it does not tell that its WASI is an experiment.
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

const NO_END = 70;
const EPIPE = 64; // in WASI
const ENDED_BY_SIGPIPE = 141; // as a shell counts it

// What the system gives the program. A pipe that nobody reads ends it, as the signal does that WASI has not.
function system(wasi) {
    const write = (...words) => {
        const cause = wasi.wasiImport.fd_write(...words);
        if (cause === EPIPE) process.exit(ENDED_BY_SIGPIPE);
        return cause;
    };
    return { wasi_snapshot_preview1: { ...wasi.wasiImport, fd_write: write } };
}

function run(program, words) {
    const wasi = new WASI({
        version: "preview1", // which Node.js 20 wants to be told
        args: [program, ...words],
        env: { ...process.env, PWD: process.cwd() },
        preopens: { "/": "/" },
        returnOnExit: true,
    });
    const module = new WebAssembly.Module(readFileSync(program));
    return wasi.start(new WebAssembly.Instance(module, system(wasi)));
}

const [program, ...words] = process.argv.slice(2);
try {
    process.exitCode = run(program, words);
} catch (error) {
    console.error(`wasi-run: ${program}: ${error.stack}`);
    process.exitCode = NO_END;
}

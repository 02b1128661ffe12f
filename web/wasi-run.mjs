#!/usr/bin/env node
// SPDX-License-Identifier: MIT
//
// Runs a program that was built for WebAssembly as if it were one of the machine's own, for the tests:
//
//     node --no-turbo-fast-api-calls wasi-run.mjs PROGRAM.wasm [ARGUMENT...]
//
// It has the whole file system, the environment, and the three streams. Node.js itself crashes when the memory of a program grows
// unless it is started with that option.
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

const [program, ...words] = process.argv.slice(2);
const wasi = new WASI({
    version: "preview1",
    args: [program, ...words],
    env: { ...process.env, PWD: process.cwd() },
    preopens: { "/": "/" },
});
const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(program)), wasi.getImportObject());
process.exitCode = wasi.start(instance);

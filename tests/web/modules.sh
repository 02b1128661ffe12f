#!/bin/sh
# SPDX-License-Identifier: MIT
# Brings what the tests of the page are made with from npm, as package-lock.json says: modules.sh FOLDER. 77: there is no npm.
set -eu
command -v npm >/dev/null || exit 77
cd "$1"
cmp -s package-lock.json node_modules/.brought && exit 0
npm ci --no-audit --no-fund --loglevel=error
cp package-lock.json node_modules/.brought

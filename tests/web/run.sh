#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs tests of the page: run.sh FILE... 77: something that they need is not there.
set -eu
for need in "$XLSTOOLS_BIN/xlscheck" "$XLSTOOLS_MODULES/node_modules" /usr/bin/chromium; do
    [ -e "$need" ] || { echo "not tested: there is no $need"; exit 77; }
done
node -e 'process.exit(parseInt(process.versions.node) < 20)' || { echo "not tested: Node.js 20 is needed"; exit 77; }
exec node --test "$@"

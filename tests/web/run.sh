#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs tests of the page: run.sh FILE... 77: something that they need is not there; where XLSTOOLS_BROWSER is "required", that is a
# failure.
set -eu
missing() {
    echo "not tested: $1 is needed"
    [ "${XLSTOOLS_BROWSER:-}" != required ] || exit 1
    exit 77
}
for need in "$XLSTOOLS_BIN/xlscheck" "$XLSTOOLS_MODULES/node_modules" /usr/bin/chromium; do
    [ -e "$need" ] || missing "$need"
done
node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || missing "Node.js 20"
exec node --test "$@"

#!/bin/sh
# SPDX-License-Identifier: MIT
# Measures the page beside the tools of build/release: bench.sh [ROWS [RUNS]]. Build both presets, release and web, and run the tests of
# the page once before, which bring playwright-core.
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
export XLSTOOLS_SOURCE="$source" XLSTOOLS_PAGE="$source/build/web/xlstools.html" XLSTOOLS_BIN="${XLSTOOLS_BIN:-$source/build/release}"
export XLSTOOLS_MODULES="${XLSTOOLS_MODULES:-$source/build/web/tests/web/modules}"
exec node "$source/tests/web/bench.mjs" "$@"

#!/usr/bin/env bash
# Builds a site from the documents that ship inside packages, and compares its text with what another
# implementation of CommonMark makes of them. docs/robustness.md has the figures.
#
# CASEBOOK names another program than the release build.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tests="The tests of Markdown"
# shellcheck source=tests/needs.sh
. "$here/../needs.sh"
need_node
packages "$here"
need_casebook
cd "$here"
run_tests "$@"

#!/usr/bin/env bash
# What editors make of Casebook: its schemas in the YAML extension's own server, every record of this
# site held against them, and Casebook's language server spoken to by a client.
#
#   tests/editors/run.sh            all tests
#   tests/editors/run.sh yaml       only yaml.test.mjs
#
# CASEBOOK names another program than the release build.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tests="The tests of editors"
# shellcheck source=tests/needs.sh
. "$here/../needs.sh"
need_node

cd "$here"
packages .

need_casebook

run_tests "$@"

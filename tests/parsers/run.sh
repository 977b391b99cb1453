#!/usr/bin/env bash
# Builds the site of this repository for an address, and reads what it offers to other programs with
# those programs' own parsers. Needs Python 3.11; installs the rest into a folder of its own.
#
# CASEBOOK names another program than the release build.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tests="The tests with parsers"
# shellcheck source=tests/needs.sh
. "$here/../needs.sh"
python_packages "$here"
need_casebook
built=$(mktemp -d "${TMPDIR:-/tmp}/casebook-parsers-XXXXXX")
trap 'rm -rf "$built"' EXIT
"$CASEBOOK" build --root "$root" --base-url https://example.org/casebook/ --out "$built/site"
"$CASEBOOK" build --no-cache --root "$root/tests/fixtures/small" --base-url https://example.org/ --out "$built/small"
"$CASEBOOK" build --no-cache --root "$root/tests/fixtures/small" --out "$built/bare"
CASEBOOK_BUILT="$built" "$here/.venv/bin/python" -m unittest discover --start-directory "$here" --pattern '*_test.py'

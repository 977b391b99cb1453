#!/usr/bin/env bash
# Starts a server that speaks the protocol of S3 on a port of this machine alone, with a proxy in front
# that notes what is asked and can fail, and publishes a small site there again and again. Needs
# Python 3.11; installs the rest into a folder of its own.
#
# CASEBOOK names another program than the one built here; it must have the feature “bucket”.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tests="The tests of buckets"
# shellcheck source=tests/needs.sh
. "$here/../needs.sh"
python_packages "$here"

if [ -z "${CASEBOOK:-}" ]; then
  # The program that the Rust tests run, which is there already when they have run.
  (cd "$root" && cargo test --locked --quiet --no-run --features bucket,external --test external)
  CASEBOOK=${CARGO_TARGET_DIR:-$root/target}/debug/casebook
fi
export CASEBOOK
CASEBOOK_ROOT="$root" "$here/.venv/bin/python" -m unittest discover --start-directory "$here" --pattern '*_test.py'

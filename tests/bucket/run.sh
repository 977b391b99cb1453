#!/usr/bin/env bash
# Starts a server that speaks the protocol of S3 on a port of this machine alone, with a proxy in front
# that notes what is asked and can fail, and publishes a small site there again and again. Needs
# Python 3.11; installs the rest into a folder of its own.
#
# CASEBOOK names another program than the one built here; it must have the feature “bucket”.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
  else
    echo "The tests of buckets need Python with venv: on Debian, apt-get install python3-venv" >&2
    exit 3
  fi
fi
if ! cmp -s "$here/requirements.txt" "$here/.venv/.installed"; then
  python3 -m venv --clear "$here/.venv"
  "$here/.venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$here/.venv/.installed"
fi

if [ -z "${CASEBOOK:-}" ]; then
  # The program that the Rust tests run, which is there already when they have run.
  (cd "$root" && cargo test --locked --quiet --no-run --features bucket,external --test external)
  CASEBOOK=${CARGO_TARGET_DIR:-$root/target}/debug/casebook
fi
export CASEBOOK
CASEBOOK_ROOT="$root" "$here/.venv/bin/python" -m unittest discover --start-directory "$here" --pattern '*_test.py'

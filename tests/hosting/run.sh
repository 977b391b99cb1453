#!/usr/bin/env bash
# Builds a small site, starts nginx, Apache and Caddy with the settings that “casebook hosting” prints,
# each on a port of this machine alone, and asks them as a browser would. Unpacks a copy of the site of
# this repository with Python. Installs what is missing.
#
# CASEBOOK names another program than the release build.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export PATH="$PATH:/usr/sbin:/sbin"

# Says what is missing, or installs it where that needs no password: need COMMAND PACKAGE
need() {
  if command -v "$1" >/dev/null; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "== Installing $2"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null || true
  fi
  if ! command -v "$1" >/dev/null; then
    echo "The tests of hosting need $2: on Debian, apt-get install $2" >&2
    exit 3
  fi
}
need python3 python3
need nginx nginx-light
need apache2 apache2
need caddy caddy

if [ -z "${CASEBOOK:-}" ]; then
  (cd "$root" && cargo build --locked --quiet --release)
  CASEBOOK=${CARGO_TARGET_DIR:-$root/target}/release/casebook
fi
export CASEBOOK
CASEBOOK_ROOT="$root" python3 -m unittest discover --start-directory "$here" --pattern '*_test.py'

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
tests="The tests of hosting"
# shellcheck source=tests/needs.sh
. "$here/../needs.sh"

# need_program COMMAND PACKAGE
need_program() {
  need "command -v $1" "$2" "$2: on Debian, apt-get install $2" --no-install-recommends
}
need_program python3 python3
need_program nginx nginx-light
need_program apache2 apache2
need_program caddy caddy

need_casebook
CASEBOOK_ROOT="$root" python3 -m unittest discover --start-directory "$here" --pattern '*_test.py'

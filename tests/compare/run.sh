#!/usr/bin/env bash
# The pages for the comparison of generators: that they stay the same, that Casebook builds them
# without a warning, and that tables and chart come out well formed. Installs and measures nothing:
# benches/compare/run.py does. Needs Python 3.11.
#
# CASEBOOK names another program than the release build.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tests="The tests of the comparison"
# shellcheck source=tests/needs.sh
. "$here/../needs.sh"
need 'command -v python3' python3 "Python 3.11 or newer: on Debian, apt-get install python3"

need_casebook
PYTHONPATH="$root/benches/compare" PYTHONDONTWRITEBYTECODE=1 python3 -m unittest discover --start-directory "$here" --pattern '*_test.py'

#!/usr/bin/env bash
# Builds the site of this repository, the small fixture and the same with 130 awards more, and tests
# them in a real browser.
#
#   tests/browser/run.sh                  all tests
#   tests/browser/run.sh axe print        only axe.test.mjs and print.test.mjs
#   tests/browser/run.sh --pictures       no tests: pictures of every kind of page, to look at
#
# CHROMIUM names another browser than /usr/bin/chromium-headless-shell, CASEBOOK another
# program than the release build, SCREENSHOTS another folder than target/screenshots.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tests="The browser tests"
# shellcheck source=tests/needs.sh
. "$here/../needs.sh"

java_works='java --version && [ "$(java --version | sed -n "1s/[^0-9]*\([0-9]*\).*/\1/p")" -ge 17 ]'
need_node
need "$java_works" openjdk-17-jre-headless "Java 17 or newer: on Debian, apt-get install openjdk-17-jre-headless"
need 'command -v python3' python3 "Python 3: on Debian, apt-get install python3"
need_chromium

cd "$here"
packages .

need_casebook

CASEBOOK_BUILT=$(mktemp -d "${TMPDIR:-/tmp}/casebook-built-XXXXXX")
export CASEBOOK_BUILT
trap 'rm -rf "$CASEBOOK_BUILT"' EXIT
"$CASEBOOK" build --root "$root" --out "$CASEBOOK_BUILT/site"
"$CASEBOOK" build --no-cache --root "$root/tests/fixtures/small" --out "$CASEBOOK_BUILT/small"
node support/many.mjs "$root/tests/fixtures/small" "$CASEBOOK_BUILT/many-records"
"$CASEBOOK" build --root "$CASEBOOK_BUILT/many-records" --out "$CASEBOOK_BUILT/many"
for award in "$root"/data/awards/*.yaml; do
  id=$(basename "$award" .yaml)
  "$CASEBOOK" pack "$id" --root "$root" --out "$CASEBOOK_BUILT/packs/$id" >/dev/null
done

if [ "${1:-}" = --pictures ]; then
  node screenshots.mjs "${SCREENSHOTS:-$root/target/screenshots}"
  exit
fi

# One file at a time: each uses all cores by itself, and Lighthouse wants the machine for itself.
run_tests "$@"

#!/usr/bin/env bash
# Builds the site of this repository, the small fixture and the same with 130 awards more, and tests
# them in a real browser.
#
#   tests/browser/run.sh                  all tests
#   tests/browser/run.sh axe print        only axe.test.mjs and print.test.mjs
#   tests/browser/run.sh --pictures       no tests: pictures of every kind of page, to look at
#
# CHROMIUM names another browser than /usr/bin/chromium, CASEBOOK another program than the release
# build, SCREENSHOTS another folder than target/screenshots.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

# Says what is missing, or installs it where that needs no password: need WORKS PACKAGE ADVICE
need() {
  if eval "$1" >/dev/null 2>&1; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "== Installing $2"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >/dev/null || true
  fi
  if ! eval "$1" >/dev/null 2>&1; then
    echo "The browser tests need $3" >&2
    exit 3
  fi
}

node_works='[ "$(node --print "parseInt(process.versions.node)")" -ge 20 ] && command -v npm'
java_works='java --version && [ "$(java --version | sed -n "1s/[^0-9]*\([0-9]*\).*/\1/p")" -ge 17 ]'
need "$node_works" nodejs "Node.js 20 or newer, with npm: https://nodejs.org/en/download"
need "$java_works" openjdk-17-jre-headless "Java 17 or newer: on Debian, apt-get install openjdk-17-jre-headless"
need 'command -v python3' python3 "Python 3: on Debian, apt-get install python3"
export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
need '[ -x "$CHROMIUM" ]' chromium "Chromium: on Debian, apt-get install chromium; elsewhere, set CHROMIUM to the path of Chromium or Chrome."

cd "$here"
if ! cmp -s package-lock.json node_modules/.installed; then
  npm ci --ignore-scripts --no-audit --no-fund
  cp package-lock.json node_modules/.installed
fi

if [ -z "${CASEBOOK:-}" ]; then
  (cd "$root" && cargo build --locked --quiet --release)
  CASEBOOK=${CARGO_TARGET_DIR:-$root/target}/release/casebook
fi

CASEBOOK_BUILT=$(mktemp -d "${TMPDIR:-/tmp}/casebook-built-XXXXXX")
export CASEBOOK_BUILT
trap 'rm -rf "$CASEBOOK_BUILT"' EXIT
"$CASEBOOK" build --root "$root" --out "$CASEBOOK_BUILT/site"
"$CASEBOOK" build --root "$root/tests/fixtures/small" --out "$CASEBOOK_BUILT/small"
node support/many.mjs "$root/tests/fixtures/small" "$CASEBOOK_BUILT/many-records"
"$CASEBOOK" build --root "$CASEBOOK_BUILT/many-records" --out "$CASEBOOK_BUILT/many"

if [ "${1:-}" = --pictures ]; then
  node screenshots.mjs "${SCREENSHOTS:-$root/target/screenshots}"
  exit
fi

tests=()
for name in "$@"; do tests+=("$name.test.mjs"); done
[ ${#tests[@]} -gt 0 ] || tests=(*.test.mjs)
# One file at a time: each uses all cores by itself, and Lighthouse wants the machine for itself.
node --test --test-concurrency=1 "${tests[@]}"

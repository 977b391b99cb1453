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

if ! command -v npm >/dev/null || [ "$(node --print "parseInt(process.versions.node)")" -lt 20 ]; then
  echo "The tests of editors need Node.js 20 or newer, with npm: https://nodejs.org/en/download" >&2
  exit 3
fi

cd "$here"
if ! cmp -s package-lock.json node_modules/.installed; then
  npm ci --ignore-scripts --no-audit --no-fund
  cp package-lock.json node_modules/.installed
fi

if [ -z "${CASEBOOK:-}" ]; then
  (cd "$root" && cargo build --locked --quiet --release)
  CASEBOOK=${CARGO_TARGET_DIR:-$root/target}/release/casebook
fi
export CASEBOOK

tests=()
for name in "$@"; do tests+=("$name.test.mjs"); done
[ ${#tests[@]} -gt 0 ] || tests=(*.test.mjs)
node --test --test-concurrency=1 "${tests[@]}"

#!/usr/bin/env bash
# Builds a site from the documents that ship inside packages, and compares its text with what another
# implementation of CommonMark makes of them. docs/robustness.md has the figures.
#
# CASEBOOK names another program than the release build.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
command -v npm >/dev/null || {
  echo "The tests of Markdown need Node.js 20 or newer, with npm: https://nodejs.org/en/download" >&2
  exit 3
}
cd "$here"
if ! cmp -s package-lock.json node_modules/.installed; then
  npm ci --ignore-scripts --no-audit --no-fund --legacy-peer-deps
  cp package-lock.json node_modules/.installed
fi
if [ -z "${CASEBOOK:-}" ]; then
  (cd "$root" && cargo build --locked --quiet --release)
  CASEBOOK=${CARGO_TARGET_DIR:-$root/target}/release/casebook
fi
export CASEBOOK
node --test real.test.mjs

#!/usr/bin/env bash
# Runs every test of Casebook. Needs the Rust toolchain and Node 20; installs nothing else yet.
set -euo pipefail
cd "$(dirname "$0")"

echo "== Rust tests"
cargo test --locked --all-targets

echo "== Documentation examples"
cargo test --locked --doc

echo "== Browser scripts"
node --test tests/scripts/

echo "== The site in this repository is clean"
cargo run --locked --quiet --release -- check --strict

echo "All tests passed."

#!/usr/bin/env bash
# Runs every test of Casebook. Needs the Rust toolchain; installs nothing else yet.
set -euo pipefail
cd "$(dirname "$0")"

echo "== Rust tests"
cargo test --locked --all-targets

echo "== Documentation examples"
cargo test --locked --doc

echo "== The site in this repository is clean"
cargo run --locked --quiet --release -- check --strict

echo "All tests passed."

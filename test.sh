#!/usr/bin/env bash
# Runs every test of Casebook. Needs the Rust toolchain, and for the browser tests Node.js and Java;
# installs the rest. CASEBOOK_TEST=rust or CASEBOOK_TEST=browser runs one part only.
set -euo pipefail
cd "$(dirname "$0")"
part=${CASEBOOK_TEST:-all}
case $part in
  rust | browser | all) ;;
  *)
    echo "CASEBOOK_TEST is “$part”. Set it to rust, browser or all." >&2
    exit 2
    ;;
esac

if [ "$part" != browser ]; then
  echo "== Rust tests"
  cargo test --locked --all-targets

  echo "== Documentation examples"
  cargo test --locked --doc

  echo "== The site in this repository is clean"
  cargo run --locked --quiet --release -- check --strict
fi

if [ "$part" != rust ]; then
  echo "== Tests of scripts, without a browser"
  node --test tests/scripts/

  echo "== Feeds, calendar and linked data, read by other programs' parsers"
  tests/parsers/run.sh

  echo "== Web servers with the settings that Casebook prints"
  tests/hosting/run.sh

  echo "== Browser tests"
  tests/browser/run.sh
fi

echo "All tests passed."

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
  # With the same features as tests/bucket/run.sh, so that all of it is compiled once. Without them
  # it is compiled below, for release.
  echo "== Rust tests, with links to other sites asked of a server on this machine"
  cargo test --locked --all-targets --features bucket,external

  echo "== Documentation examples"
  cargo test --locked --doc --features bucket,external

  echo "== The site in this repository is clean"
  # For the day of the last change: reviews that fall due later are no fault of the change. Without
  # git, the day on which this line was written; a site knows no earlier one.
  day=$(git log -1 --format=%cs 2>/dev/null) || day=""
  cargo run --locked --quiet --release -- check --strict --as-of "${day:-2026-11-21}"

  echo "== What editors are told of the records is up to date"
  cargo run --locked --quiet --release -- schema --check

  echo "== The program that people install"
  tests/release/run.sh
fi

if [ "$part" != rust ]; then
  echo "== Tests of scripts, without a browser"
  node --test tests/scripts/

  echo "== Documents that others wrote, against another implementation of Markdown"
  tests/markdown/run.sh

  echo "== Tests with the servers that editors run"
  tests/editors/run.sh

  echo "== Feeds, calendar and linked data, read by other programs' parsers"
  tests/parsers/run.sh

  echo "== Pages for the comparison with other generators"
  tests/compare/run.sh

  echo "== Web servers with the settings that Casebook prints"
  tests/hosting/run.sh

  echo "== A bucket on a server that speaks the protocol of S3"
  tests/bucket/run.sh

  echo "== Browser tests"
  tests/browser/run.sh

  echo "== Search engines that run as servers"
  tests/engines/run.sh
fi

echo "All tests passed."

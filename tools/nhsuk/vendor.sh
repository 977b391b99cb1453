#!/usr/bin/env bash
# Takes what the default theme uses of NHS.UK frontend and writes it to themes/default/assets/nhsuk,
# themes/default/vendored.yaml and tests/fixtures/nhsuk. Run it to take another version: change the
# version in package.json, `npm install --package-lock-only --ignore-scripts`, run this, read the difference.
# docs/decisions/vendoring.md says what is taken and what is stripped.
set -euo pipefail
cd "$(dirname "$0")"
# package-lock.json pins each package with its checksum; npm refuses another content.
npm ci --silent --no-audit --no-fund
node vendor.mjs

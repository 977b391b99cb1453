#!/usr/bin/env bash
# What must hold of the program that people install: its size, that it names no folder of the machine
# on which it was built, and that it needs none of its sources to begin a site and build it.
#
# CASEBOOK names another program than the release build.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tests="The tests of the release"
# shellcheck source=tests/needs.sh
. "$here/../needs.sh"
need_casebook

fail() {
  echo "$1" >&2
  exit 1
}

limit=20000000
size=$(wc -c <"$CASEBOOK")
if [ "$size" -ge "$limit" ]; then
  fail "The program has $size bytes, and is to stay below $limit. docs/decisions/size.md says what makes it smaller."
fi

if grep --quiet --binary-files=text --fixed-strings "$root/src/" "$CASEBOOK"; then
  fail "The program holds the path $root/src/, so it is another program when it is built elsewhere."
fi

away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT
cp "$CASEBOOK" "$away/casebook"
cd "$away"
./casebook init site >/dev/null
./casebook build --root site --strict >/dev/null
for file in index.html search/index.html _headers; do
  [ -s "site/public/$file" ] || fail "A site that was begun with the program alone lacks $file."
done

echo "The program has $size bytes and needs nothing else."

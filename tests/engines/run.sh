#!/usr/bin/env bash
# Fills real search engines with `casebook export search`, asks them, and points the search page at one.
#
#   tests/engines/run.sh              all tests, then how well each engine answers the graded questions
#   tests/engines/run.sh postgres     only postgres.test.mjs
#
# CHROMIUM names another browser than /usr/bin/chromium-headless-shell, CASEBOOK another
# program than the release build. Everything runs in a folder of its own that is gone afterwards.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
OSMEM=0.1.6

tests="The tests of search engines"
# shellcheck source=tests/needs.sh
. "$here/../needs.sh"

# The newest PostgreSQL whose server is installed.
postgres_bin() {
  if compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
    dirname "$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -1)"
  else
    dirname "$(readlink -f "$(command -v initdb)")"
  fi
}

need 'compgen -G "/usr/lib/postgresql/*/bin/initdb" || command -v initdb' postgresql "PostgreSQL: on Debian, apt-get install postgresql"
need 'command -v psql' postgresql-client "psql: on Debian, apt-get install postgresql-client"
need 'python3 -m pip --version' python3-pip "Python 3 with pip: on Debian, apt-get install python3-pip"
need_node
need_chromium

export OSMEM_SERVER=$here/.osmem/osmem_server/bin/osmem-server
if ! [ -x "$OSMEM_SERVER" ] || ! [ -e "$here/.osmem/osmem_server-$OSMEM.dist-info" ]; then
  rm -rf "$here/.osmem"
  python3 -m pip install --quiet --no-deps --disable-pip-version-check --root-user-action=ignore --target "$here/.osmem" "osmem-server==$OSMEM"
fi
packages "$here"
packages "$here/../browser"
cd "$here/../relevance"
[ -d node_modules/yaml ] || npm install --ignore-scripts --no-audit --no-fund --no-package-lock

need_casebook
export ENGINES_ROOT=$root

ENGINES_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/casebook-engines-XXXXXX")
export ENGINES_FOLDER
bin=$(postgres_bin)
# PostgreSQL refuses to run as root.
as_owner() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
cleanup() {
  as_owner "$bin/pg_ctl" -D "$ENGINES_FOLDER/postgres/data" -m immediate stop >/dev/null 2>&1 || true
  if [ -n "${osmem:-}" ]; then kill "$osmem" 2>/dev/null || true; fi
  rm -rf "$ENGINES_FOLDER"
}
trap cleanup EXIT

mkdir "$ENGINES_FOLDER/postgres"
chmod 755 "$ENGINES_FOLDER"
if [ "$(id -u)" = 0 ]; then chown postgres "$ENGINES_FOLDER/postgres"; fi
cd "$ENGINES_FOLDER"
as_owner "$bin/initdb" -D "$ENGINES_FOLDER/postgres/data" --auth=trust --encoding=UTF8 --locale=C.UTF-8 --username=casebook >postgres.log
as_owner "$bin/pg_ctl" -D "$ENGINES_FOLDER/postgres/data" -w -l "$ENGINES_FOLDER/postgres/log" \
  -o "-c listen_addresses='' -c unix_socket_directories='$ENGINES_FOLDER/postgres' -c fsync=off" start >>postgres.log
export POSTGRES_SOCKET=$ENGINES_FOLDER/postgres

"$OSMEM_SERVER" -addr 127.0.0.1:0 -no-stdin-watch -parent-pid $$ >"$ENGINES_FOLDER/osmem.json" 2>"$ENGINES_FOLDER/osmem.log" &
osmem=$!
for _ in $(seq 100); do [ -s "$ENGINES_FOLDER/osmem.json" ] && break || sleep 0.1; done
OPENSEARCH=$(sed -n 's/.*"url":"\([^"]*\)".*/\1/p' "$ENGINES_FOLDER/osmem.json")
[ -n "$OPENSEARCH" ] || { echo "osmem-server did not begin:" >&2; cat "$ENGINES_FOLDER/osmem.log" >&2; exit 3; }
export OPENSEARCH

"$CASEBOOK" build --root "$root" --out "$ENGINES_FOLDER/site" >/dev/null
"$CASEBOOK" build --no-cache --root "$root/tests/fixtures/small" --out "$ENGINES_FOLDER/small" >/dev/null
export CASEBOOK_BUILT=$ENGINES_FOLDER
"$CASEBOOK" export search --root "$root" --engine postgres --out "$ENGINES_FOLDER/for-postgres"
"$CASEBOOK" export search --root "$root" --engine opensearch --out "$ENGINES_FOLDER/for-opensearch"

cd "$here"
run_tests "$@"

if [ $# = 0 ]; then
  echo "== How well each engine answers (synonyms: osmem-server applies none when it searches)"
  node ../relevance/run.mjs "$ENGINES_FOLDER/site" --own --opensearch "$OPENSEARCH/casebook" \
    --postgres "postgresql://casebook@$(printf %s "$POSTGRES_SOCKET" | sed 's|/|%2F|g')/site"
fi

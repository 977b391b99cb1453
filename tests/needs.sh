# What the tests with other programs need, for each tests/*/run.sh to source. Before that it sets:
#   root    the folder of this repository
#   tests   what it is, as a sentence begins: “The browser tests”

# Says what is missing, or installs it where that needs no password:
# need WORKS PACKAGE ADVICE [OPTION OF APT-GET]
need() {
  if eval "$1" >/dev/null 2>&1; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "== Installing $2"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${@:4}" "$2" >/dev/null || true
  fi
  if ! eval "$1" >/dev/null 2>&1; then
    echo "$tests need $3" >&2
    exit 3
  fi
}

need_node() {
  need '[ "$(node --print "parseInt(process.versions.node)")" -ge 20 ] && command -v npm' npm "Node.js 20 or newer, with npm: https://nodejs.org/en/download"
}

# CHROMIUM names another browser than /usr/bin/chromium-headless-shell: the same engine without the
# windows of the whole browser, in which a page costs less than half.
need_chromium() {
  export CHROMIUM=${CHROMIUM:-/usr/bin/chromium-headless-shell}
  need '[ -x "$CHROMIUM" ]' chromium-headless-shell "Chromium: on Debian, apt-get install chromium-headless-shell; elsewhere, set CHROMIUM to the path of Chromium or Chrome."
}

# Installs what the package-lock.json of a folder names, unless it is installed already.
packages() {
  (
    cd "$1"
    if ! cmp -s package-lock.json node_modules/.installed; then
      npm ci --ignore-scripts --no-audit --no-fund
      cp package-lock.json node_modules/.installed
    fi
  )
}

# Installs what the requirements.txt of a folder names into its .venv, unless it is installed already.
python_packages() {
  need 'python3 -c "import venv, ensurepip"' python3-venv "Python with venv: on Debian, apt-get install python3-venv"
  if ! cmp -s "$1/requirements.txt" "$1/.venv/.installed"; then
    python3 -m venv --clear "$1/.venv"
    "$1/.venv/bin/pip" install --quiet --disable-pip-version-check -r "$1/requirements.txt"
    cp "$1/requirements.txt" "$1/.venv/.installed"
  fi
}

# The program to test: CASEBOOK, or the release build.
need_casebook() {
  if [ -z "${CASEBOOK:-}" ]; then
    (cd "$root" && cargo build --locked --quiet --release)
    CASEBOOK=${CARGO_TARGET_DIR:-$root/target}/release/casebook
  fi
  export CASEBOOK
}

# Runs the tests of these names in this folder, or all: one file at a time.
run_tests() {
  local files=() name
  for name in "$@"; do files+=("$name.test.mjs"); done
  [ ${#files[@]} -gt 0 ] || files=(*.test.mjs)
  node --test --test-concurrency=1 "${files[@]}"
}

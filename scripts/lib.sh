# Shared by the scripts: where things are, and how they speak. Source it; it changes into the project's folder.
# shellcheck shell=bash

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
PROJECT=$PWD
TARGET=${CARGO_TARGET_DIR:-$PROJECT/target}
TOOLS=$TARGET/tools             # tools built from crates at pinned versions
WASM_ENV=$TARGET/setup/wasm.env # what a build for wasm32 must export; empty with rustup's own target

ARROW='==>'
[ -t 1 ] && ARROW=$'\033[1;36m==>\033[0m'

# Says what is happening.
say() { printf '%s %s\n' "$ARROW" "$*"; }

# Says why it stops, and stops.
die() {
  printf '==> %s\n' "$*" >&2
  exit 1
}

# Builds the interface with whatever toolchain set-up found for wasm32.
build_interface() {
  (
    # shellcheck source=/dev/null
    source "$WASM_ENV"
    scripts/build-ui.sh "$@"
  )
}

# Runs a command as root, with sudo where that is needed.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "this needs root, and there is no sudo; run as root: $*"
  fi
}

# Shared by the scripts: where things are, and how they speak. Source it; it changes into the project's folder.
# shellcheck shell=bash

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
PROJECT=$PWD
TARGET=${CARGO_TARGET_DIR:-$PROJECT/target}
UI_TARGET=$TARGET/ui    # the interface has its own, so that it never waits for the app's build
TOOLS=$TARGET/tools     # tools built from crates at pinned versions
NODE_TOOLS=$PROJECT/scripts/node_modules
WASM_ENV=$TARGET/setup/wasm.env # what a build for wasm32 must export; empty with rustup's own target

# Says what is happening.
say() { printf '\033[1;36m==>\033[0m %s\n' "$*"; }

# Says why it stops, and stops.
die() {
  printf '\033[1;31m==>\033[0m %s\n' "$*" >&2
  exit 1
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

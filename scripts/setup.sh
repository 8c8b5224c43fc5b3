#!/usr/bin/env bash
# Installs what the project needs and does not have yet. A second run finds everything in place and says so.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

NODE_TOOLS=src-ui  # its package.json pins wasm-opt
NODE_SDK=tests/sdk # its package.json pins the published web SDK
NODE_AXE=tests/accessibility # its package.json pins axe-core
CARGO_DENY_VERSION=0.20.2
CROSS_TARGETS=(aarch64-linux-android aarch64-apple-ios aarch64-apple-darwin x86_64-pc-windows-gnu)

# Names of the packages this system lacks.
missing_packages() {
  local package
  while read -r package; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done < <(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' scripts/packages/debian.txt)
  # Node often comes from elsewhere; the system's own is as good.
  command -v node >/dev/null || echo nodejs
  command -v npm >/dev/null || echo npm
  # So does Python; Debian keeps what makes environments in a package of its own.
  python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
}

# Installs system packages, or says which and stops where it does not know how.
system_packages() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    {
      echo "This script knows Debian and its relatives. On this system, please install by hand what these packages hold:"
      sed -e 's/^/    /' scripts/packages/debian.txt
      echo "Names elsewhere: https://v2.tauri.app/start/prerequisites/ lists them for other systems."
      echo "Then run with HOUSEGUEST_SYSTEM_READY=1 to go on."
    } >&2
    [ -n "${HOUSEGUEST_SYSTEM_READY:-}" ] || exit 1
    return
  fi
  local missing
  mapfile -t missing < <(missing_packages)
  if [ ${#missing[@]} -eq 0 ]; then
    return
  fi
  say "installing system packages: ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# The programs nobody but the person can choose to install.
prerequisites() {
  local program
  for program in cargo rustc git; do
    command -v "$program" >/dev/null || die "$program is missing. Needed are Rust (https://rustup.rs) and git."
  done
  local wanted have
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
  have=$(rustc --version | cut -d ' ' -f 2)
  [ "$(printf '%s\n' "$wanted" "$have" | sort -V | head -n 1)" = "$wanted" ] ||
    die "Rust $have is too old; $wanted or newer is needed: rustup update stable"
}

# Formatter, linter and the targets whose types `./x test` checks.
rust_parts() {
  command -v rustup >/dev/null || return 0
  local component target installed
  installed=$(rustup component list --installed)
  for component in rustfmt clippy; do
    grep -q "^$component" <<<"$installed" || {
      say "adding $component to the Rust toolchain"
      timeout 300 rustup component add "$component"
    }
  done
  installed=$(rustup target list --installed)
  for target in "${CROSS_TARGETS[@]}"; do
    grep -qx "$target" <<<"$installed" && continue
    say "adding the Rust target $target"
    timeout 120 rustup target add "$target" ||
      say "could not add $target: its types will not be checked here"
  done
}

# Installs what the lock file in a folder pins: `node_packages folder what`.
node_packages() {
  local folder=$1 what=$2 program wanted have
  for program in node npm; do
    command -v "$program" >/dev/null || die "$program is missing. Needed is Node 18 or newer (https://nodejs.org)."
  done
  # npm writes down what it installed; the same versions mean that nothing is to do.
  wanted=$(versions "$folder/package-lock.json")
  have=$(versions "$folder/node_modules/.package-lock.json" 2>/dev/null || true)
  [ "$have" = "$wanted" ] && return
  say "installing $what (npm, into $folder/node_modules)"
  npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error
}

# What an npm lock file pins.
versions() {
  node -e 'for (const [path, entry] of Object.entries(require(require("path").resolve(process.argv[1])).packages))
    if (path) console.log(path, entry.version, entry.integrity)' "$1"
}

# cargo-deny, which checks licences and sources of all dependencies. Wanted by `./x test` alone.
cargo_deny() {
  local have
  have=$("$TOOLS/bin/cargo-deny" --version 2>/dev/null || true)
  [ "$have" = "cargo-deny $CARGO_DENY_VERSION" ] && return
  say "building cargo-deny $CARGO_DENY_VERSION (once; some minutes)"
  local install=(cargo install cargo-deny --version "$CARGO_DENY_VERSION" --root "$TOOLS" --target-dir "$TARGET/tools-build" --quiet)
  # A registry mirror may lack the very newest versions that the tool's own lock file names.
  "${install[@]}" --locked || "${install[@]}"
  rm -rf "$TARGET/tools-build"
}

# The fuzzer of the APIs, in an environment of its own. Wanted by `./x test` and `./x fuzz` alone.
python_packages() {
  local wanted=scripts/packages/python.txt have=$TOOLS/python/installed.txt
  cmp -s "$wanted" "$have" && return
  say "installing the fuzzer of the APIs (Python, into $TOOLS/python)"
  rm -rf "$TOOLS/python"
  python3 -m venv "$TOOLS/python"
  "$TOOLS/python/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$wanted"
  cp "$wanted" "$have"
}

prerequisites
system_packages
rust_parts
mkdir -p "$(dirname "$WASM_ENV")"
scripts/setup-wasm.sh "$WASM_ENV"
node_packages "$NODE_TOOLS" wasm-opt
if [ "${1:-}" = --for-tests ]; then
  node_packages "$NODE_SDK" "the web SDK"
  node_packages "$NODE_AXE" axe-core
  python_packages
  cargo_deny
fi
say "set-up is complete"

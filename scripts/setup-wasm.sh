#!/usr/bin/env bash
# Makes `cargo build --target wasm32-unknown-unknown` work, by the first way that does:
#   1. the toolchain in use has the target;
#   2. rustup adds it (seconds, but it needs rustup's own download server);
#   3. Debian's Rust for the web, whose standard library is built for the target once (about a minute).
# Writes what a build must export to the file named by the first argument: nothing for 1 and 2.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

WASM=wasm32-unknown-unknown
ENV_FILE=${1:?usage: setup-wasm.sh ENV_FILE}
DOWNLOAD_LIMIT_SECONDS=60

# Whether the compiler given as a command has the standard library for the target.
has_target() {
  local sysroot
  sysroot=$("$@" --print sysroot 2>/dev/null) || return 1
  compgen -G "$sysroot/lib/rustlib/$WASM/lib/libstd-*.rlib" >/dev/null
}

# Builds std for the target from Debian's sources and puts it where its compiler looks.
build_std() { # rustc-command... -- cargo-command...
  local rustc=() cargo=() scratch libraries
  while [ "$1" != -- ]; do
    rustc+=("$1")
    shift
  done
  shift
  cargo=("$@")
  scratch=$(mktemp -d)
  mkdir "$scratch/src"
  : >"$scratch/src/lib.rs"
  printf '[package]\nname = "nothing"\nversion = "0.0.0"\nedition = "2021"\n[profile.release]\nopt-level = "s"\n' \
    >"$scratch/Cargo.toml"
  # With bitcode inside, because the interface is linked with link-time optimisation.
  (
    cd "$scratch"
    RUSTFLAGS=-Cembed-bitcode=yes RUSTC_BOOTSTRAP=1 RUSTC_WRAPPER='' CARGO_TARGET_DIR="$scratch/target" \
      "${cargo[@]}" build --release --target "$WASM" -Zbuild-std=std,panic_abort
  )
  rm -f "$scratch/target/$WASM/release/deps/"libnothing-*.rlib
  libraries="$("${rustc[@]}" --print sysroot)/lib/rustlib/$WASM/lib"
  as_root mkdir -p "$libraries"
  as_root cp "$scratch/target/$WASM/release/deps/"*.rlib "$libraries/"
  rm -rf "$scratch"
}

if has_target rustc; then
  : >"$ENV_FILE"
  exit 0
fi

if command -v rustup >/dev/null; then
  say "adding the Rust target $WASM"
  if timeout "$DOWNLOAD_LIMIT_SECONDS" rustup target add "$WASM" && has_target rustc; then
    : >"$ENV_FILE"
    exit 0
  fi
fi

say "rustup could not add $WASM; using Debian's Rust for the web"
command -v apt-get >/dev/null || die "please add the Rust target $WASM by hand"
if ! [ -x /usr/bin/rustc ] || ! [ -d /usr/lib/rustlib/src ] || ! command -v wasm-ld-22 >/dev/null; then
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends rustc-web cargo-web rust-web-src lld-22
fi
if command -v rustup >/dev/null; then
  rustup toolchain link debian-web /usr
  RUSTC=(rustc +debian-web) CARGO=(cargo +debian-web)
  echo 'export RUSTUP_TOOLCHAIN=debian-web' >"$ENV_FILE"
else
  RUSTC=(/usr/bin/rustc) CARGO=(/usr/bin/cargo)
  : >"$ENV_FILE"
fi
has_target "${RUSTC[@]}" || build_std "${RUSTC[@]}" -- "${CARGO[@]}"
has_target "${RUSTC[@]}" || die "the standard library for $WASM did not build"
echo 'export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-22' >>"$ENV_FILE"

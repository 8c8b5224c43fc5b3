#!/usr/bin/env bash
# Type-checks the whole app for the platforms this machine does not have: Android, iOS, Windows and macOS.
#
#   scripts/cross-check.sh [target...]
#
# It proves that types, features and platform conditions fit, so that nothing lands which only Linux can compile. It
# links nothing and runs nothing. No NDK, SDK or foreign compiler is needed: stand-ins are in scripts/fake.
set -euo pipefail
cd "$(dirname "$0")/.."

targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  targets=(aarch64-linux-android aarch64-apple-ios x86_64-pc-windows-gnu aarch64-apple-darwin)
fi

stand_ins="${CARGO_TARGET_DIR:-$PWD/target}/stand-ins"
mkdir -p "$stand_ins/libsodium" "$stand_ins/iPhoneOS.sdk" "$stand_ins/MacOSX.sdk"
# An empty folder keeps libsodium's build script from configuring a C library that is never linked.
export SODIUM_LIB_DIR="$stand_ins/libsodium"
export PATH="$PWD/scripts/fake:$PATH"

installed=$(rustup target list --installed 2>/dev/null || true)
for target in "${targets[@]}"; do
  if ! grep -qx "$target" <<<"$installed"; then
    timeout 120 rustup target add "$target"
  fi
  name=${target//-/_}
  export "CC_$name=fakecc" "CXX_$name=fakecc" "AR_$name=/usr/bin/ar"
  # Build scripts ask for the SDK by its folder's name.
  case $target in
    *-ios) export SDKROOT="$stand_ins/iPhoneOS.sdk" ;;
    *-darwin) export SDKROOT="$stand_ins/MacOSX.sdk" ;;
    *) unset SDKROOT ;;
  esac
  echo "== $target"
  began=$SECONDS
  cargo check --quiet --package houseguest --lib --bins --target "$target"
  echo "   fits ($((SECONDS - began)) s)"
done

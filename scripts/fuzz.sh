#!/usr/bin/env bash
# Fuzzes for a long time: both APIs through their OpenAPI documents, then each parser that reads a stranger's text. Takes
# the minutes that each of these gets, 10 by default. `./x test` runs a short part of it, the same each time.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

CARGO_FUZZ_VERSION=0.13.2
minutes=${1:-10}
[[ $minutes =~ ^[1-9][0-9]*$ ]] || die "usage: ./x fuzz [MINUTES]"

cargo +nightly --version >/dev/null 2>&1 || die "the fuzzers are built by a nightly compiler: rustup toolchain install nightly"
scripts/setup.sh --for-tests
if [ "$("$TOOLS/bin/cargo-fuzz" --version 2>/dev/null || true)" != "cargo-fuzz $CARGO_FUZZ_VERSION" ]; then
  say "building cargo-fuzz $CARGO_FUZZ_VERSION (once; some minutes)"
  cargo install cargo-fuzz --version "$CARGO_FUZZ_VERSION" --root "$TOOLS" --target-dir "$TARGET/tools-build" --quiet
  rm -rf "$TARGET/tools-build"
fi
cargo build -p houseguest-backend

failed=()
scripts/fuzz-api.sh --seconds $((minutes * 60)) || failed+=("the APIs")
export PATH=$TOOLS/bin:$PATH CARGO_TARGET_DIR=$TARGET/fuzz
for program in fuzz/fuzz_targets/*.rs; do
  target=$(basename "$program" .rs)
  say "$target, for $minutes minutes"
  mkdir -p "fuzz/corpus/$target"
  # What is found anew goes into the first folder; the seeds are only read.
  cargo +nightly fuzz run --dev "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- \
    -max_total_time=$((minutes * 60)) -max_len=4096 -print_final_stats=1 || failed+=("$target")
done
[ ${#failed[@]} -eq 0 ] || die "something was found in: ${failed[*]}"
say "nothing was found"

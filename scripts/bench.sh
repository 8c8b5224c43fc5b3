#!/usr/bin/env bash
# Measures the vault, what the time of an answer tells, how soon the window shows something, and the sign-ups a backend
# can take. Arguments go to the load tool alone; see `./x bench --help`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

if [ $# -eq 0 ]; then scripts/setup.sh --for-tests; else scripts/setup.sh; fi
if [ $# -eq 0 ]; then
  say "the vault: opening, signing and saving, beside the plugin's default way"
  cargo bench -p houseguest-vault
  say "log-in, forgotten password and sign-up: do known names take another time than unknown ones?"
  cargo bench -p houseguest-identity --bench enumeration
  say "the window: from its start to its first content, beside a bare one"
  build_interface release
  cargo build --release -p houseguest --bin houseguest --example bare-window
  cargo build --release -p houseguest-journeys --bin first-paint
  "$TARGET/release/first-paint"
  say "a thread of ten thousand comments: scrolling and memory, beside one of six"
  HOUSEGUEST_UI_DIST=$TARGET/bench-interface build_interface bench
  cargo build --release -p houseguest-journeys --bin scrolling
  "$TARGET/release/scrolling" "$TARGET/bench-interface"
fi
say "building the backend and the load tool for release"
cargo build --release -p houseguest-backend -p houseguest-load
say "guests arriving"
exec "$TARGET/release/houseguest-load" --backend "$TARGET/release/houseguest-backend" "$@"

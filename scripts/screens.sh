#!/usr/bin/env bash
# Draws every screen of the interface in every theme, in two sizes, and a page that shows them all.
#
#   ./x screens            every screen, into target/screens (open index.html there)
#   ./x screens feed you   only those whose names begin like this
#   ./x screens --readme   the pictures of the README, into docs/pictures
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/checks.sh

scripts/setup.sh --for-tests
say "building the interface with its made-up worlds"
build_interface_with_worlds
cargo build --quiet -p houseguest-journeys --bin screens
[ "${1:-}" != --readme ] || set -- --readme docs/pictures
say "drawing"
"$TARGET/debug/screens" "$WORLDS" "$TARGET/screens" "$@"
say "see $TARGET/screens/index.html"

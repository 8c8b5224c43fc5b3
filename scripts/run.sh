#!/usr/bin/env bash
# Builds and opens the app; with no display, serves the browser build instead. Arguments go to the program.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

scripts/setup.sh
say "building the interface"
build_interface
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  say "building the app (the first time takes several minutes)"
  cargo build -p houseguest
  say "opening Houseguest; ctrl-c ends it"
  exec "$TARGET/debug/houseguest" "$@"
else
  say "no display here: building the backend, which serves the interface to a browser"
  cargo build -p houseguest-backend
  export HOUSEGUEST_DATA__FOLDER=${HOUSEGUEST_DATA__FOLDER:-$TARGET/demo}
  say "the address follows; ctrl-c ends it; what people write is kept in $HOUSEGUEST_DATA__FOLDER"
  exec "$TARGET/debug/houseguest-backend" serve --demo --web-root src-ui/dist "$@"
fi

#!/usr/bin/env bash
# Runs the client's example against a backend of its own: the whole story in a terminal, with evidence.
# Both are built already; by hand it is: cargo run -p houseguest-client --example journey -- ISSUER
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

folder=$(mktemp -d)
"$TARGET/debug/houseguest-backend" serve --demo --listen 127.0.0.1:0 --data "$folder" >"$folder/said" 2>"$folder/log" &
backend=$!
trap 'kill "$backend" 2>/dev/null; wait "$backend" || true; rm -rf "$folder"' EXIT

# It says its address once it answers.
issuer=
for _ in $(seq 1 200); do
  issuer=$(sed -n 's/^listening on //p' "$folder/said")
  [ -n "$issuer" ] && break
  kill -0 "$backend" 2>/dev/null || die "the backend ended: $(cat "$folder/log")"
  sleep 0.1
done
[ -n "$issuer" ] || die "the backend did not start: $(cat "$folder/log")"

"$TARGET/debug/examples/journey" "$issuer"

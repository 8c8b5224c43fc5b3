#!/usr/bin/env bash
# Sends a backend what its OpenAPI documents allow and what they forbid, and finds nothing: no fault of the server, no
# answer that the documents do not name, no forbidden request accepted.
#
#   scripts/fuzz-api.sh                 a short run, the same requests each time
#   scripts/fuzz-api.sh --seconds 600   other requests each time, for as long
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

run=(--seed 1 --max-examples 60 --phases "examples,coverage,fuzzing")
case ${1:-} in
  --seconds) run=(--max-time "$2" --max-examples 2000) ;;
  "") ;;
  *) die "unknown argument: $1" ;;
esac

backend=$TARGET/debug/houseguest-backend
[ -x "$backend" ] || die "$backend is missing: cargo build -p houseguest-backend"
folder=$(mktemp -d "$TARGET/fuzz-api.XXXXXX")
"$backend" serve --demo --no-rate-limits --data "$folder/data" --listen 127.0.0.1:0 >"$folder/out" 2>"$folder/log" &
serving=$!
finish() {
  kill "$serving" 2>/dev/null || true
  wait "$serving" 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
# It says where it listens once it does; until then its end is the only other news.
until origin=$(sed -n 's/^listening on //p' "$folder/out") && [ -n "$origin" ]; do
  kill -0 "$serving" 2>/dev/null || die "the backend ended: $(cat "$folder/log")"
  sleep 0.1
done

# A guest of the demo, and a post that exists.
read -r HOUSEGUEST_TOKEN HOUSEGUEST_POST < <("$TOOLS/python/bin/python" - "$origin" <<'PYTHON'
import sys, requests

origin = sys.argv[1]
body = {"session_type": "refresh_token", "client_id": "houseguest-app"}
guest = requests.post(f"{origin}/api/anonymous_user/signup", json=body, timeout=10).json()["result"]["access_token"]
posts = requests.get(f"{origin}/social/v1/posts", headers={"authorization": f"Bearer {guest}"}, timeout=10).json()
print(guest, posts["items"][0]["id"])
PYTHON
)
export HOUSEGUEST_TOKEN HOUSEGUEST_POST

failed=0
for api in identity social; do
  say "$api: what docs/api/$api.openapi.json allows and forbids"
  (cd "$folder" && "$TOOLS/python/bin/st" --config-file "$PROJECT/scripts/fuzz/schemathesis.toml" run \
    "$PROJECT/docs/api/$api.openapi.json" --url "$origin" --warnings off --continue-on-failure "${run[@]}") || failed=1
done
if grep -E ' (ERROR|panicked)' "$folder/log"; then
  say "the backend wrote errors to its log"
  failed=1
fi
exit "$failed"

# The single checks of lint.sh and test.sh, each a function that fails when something is wrong.
# shellcheck shell=bash

# One set of features for every cargo call, so that nothing is compiled twice.
WHOLE=(--workspace --features houseguest-journeys/journeys)
BROWSER=(-p houseguest-protocol -p houseguest-client -p houseguest-ui --target wasm32-unknown-unknown)

format() { cargo fmt --all --check; }

lock_file_is_current() { cargo metadata --locked --format-version 1 >"$STEP_LOGS/metadata.json"; }

lints() { cargo clippy "${WHOLE[@]}" --all-targets --quiet -- -D warnings; }

# The same code again as the browser gets it. Debian's Rust for the web has no clippy.
lints_for_the_browser() {
  # shellcheck source=/dev/null
  source "$WASM_ENV"
  if cargo clippy --version >/dev/null 2>&1; then
    cargo clippy "${BROWSER[@]}" --quiet -- -D warnings
  else
    echo "this toolchain has no clippy: checking types only"
    cargo check "${BROWSER[@]}" --quiet
  fi
}

# Everything at once, also the app and the backend that the journeys start.
build_everything() { cargo build "${WHOLE[@]}" --all-targets; }

# All tests but the journeys, which the feature holds back because they need a screen.
unit_and_integration_tests() { cargo test --workspace --no-fail-fast --quiet; }

# The tests of both services' endpoints once more, on PostgreSQL. (The stores' own suites have run on both engines already.)
endpoints_on_postgres() {
  export HOUSEGUEST_TEST_ENGINE=postgres
  cargo test --workspace --lib --no-fail-fast --quiet -- http:: live_settings:: portal::
  cargo test --workspace --test api --no-fail-fast --quiet
}

other_platforms() { scripts/cross-check.sh; }

licences_and_sources() { "$TOOLS/bin/cargo-deny" --all-features --locked check --hide-inclusion-graph licenses bans sources; }

links_in_documents() { "$TARGET/debug/xtask" links; }

# What the OpenAPI documents allow and forbid, sent to a backend: the same requests each time.
fuzzed_apis() { scripts/fuzz-api.sh; }

# The whole story in a terminal, with the evidence for each step.
example_journey() { "$TARGET/debug/examples/journey"; }

journeys() {
  HOUSEGUEST_APP=$TARGET/debug/houseguest HOUSEGUEST_BACKEND=$TARGET/debug/houseguest-backend \
    HOUSEGUEST_WEB_ROOT=$PROJECT/src-ui/dist HOUSEGUEST_PICTURES=$TARGET/journeys \
    cargo test "${WHOLE[@]}" --test journeys -- --test-threads=1
}

# Where the interface with its made-up worlds is built: for pictures and for the accessibility tests, never for people.
WORLDS=$TARGET/screens-interface

build_interface_with_worlds() { HOUSEGUEST_UI_DIST=$WORLDS build_interface dev; }

# axe-core over every screen in every theme, and the whole way by keyboard.
accessibility() {
  build_interface_with_worlds
  HOUSEGUEST_SCREENS_ROOT=$WORLDS HOUSEGUEST_PICTURES=$TARGET/journeys \
    cargo test "${WHOLE[@]}" --test accessibility -- --test-threads=1
}

# The published web SDK in a real browser against the backend.
sdk_suite() {
  HOUSEGUEST_BACKEND=$TARGET/debug/houseguest-backend HOUSEGUEST_PICTURES=$TARGET/journeys \
    cargo test "${WHOLE[@]}" --test sdk -- --test-threads=1
}

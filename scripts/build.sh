#!/usr/bin/env bash
# Builds the interface, the app and the backend. `--release` builds them as they would be shipped.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

scripts/setup.sh
say "building the interface"
build_interface
say "building the app and the backend"
cargo build -p houseguest -p houseguest-backend "$@"

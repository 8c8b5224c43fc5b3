#!/usr/bin/env bash
# Format and lints: the quick part of test.sh.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/steps.sh
source scripts/checks.sh

scripts/setup.sh
step "interface is built" build_interface
step "format" format
step "lints" lints
step "lints for the browser" lints_for_the_browser
summary

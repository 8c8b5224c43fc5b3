# Steps with a heading, a time and a verdict, for scripts that check things. Source it after lib.sh.
# shellcheck shell=bash

STEP_LOGS=$TARGET/test
mkdir -p "$STEP_LOGS"
STEPS_PASSED=0
STEPS_FAILED=()
STEPS_SKIPPED=()
SECONDS=0

# Runs a step: `step "what holds" command...`. A failure is counted and the next step runs all the same,
# so that one run shows everything that is wrong.
step() {
  local name=$1 began=$SECONDS log verdict=passed
  shift
  log=$STEP_LOGS/$(tr -c 'a-z0-9\n' - <<<"${name,,}").log
  say "$name"
  # Not `if "$@"`: a function called there would go on after its first failure.
  set +e
  (set -e; "$@") 2>&1 | tee "$log"
  local status=${PIPESTATUS[0]}
  set -e
  if [ "$status" -eq 0 ]; then
    STEPS_PASSED=$((STEPS_PASSED + 1))
  else
    STEPS_FAILED+=("$name")
    verdict=FAILED
  fi
  say "$name: $verdict after $((SECONDS - began)) s"
  return 0
}

# Notes that a step cannot run here, and why.
skip() {
  STEPS_SKIPPED+=("$1")
  say "$1: skipped"
}

# Counts single tests over all logs, tells the whole, and answers with the verdict.
summary() {
  local passed failed name
  read -r passed failed < <(
    { grep -h '^test result:' "$STEP_LOGS"/*.log || true; } |
      awk '{ passed += $4; failed += $6 } END { print passed + 0, failed + 0 }'
  )
  echo
  for name in "${STEPS_SKIPPED[@]}"; do say "skipped: $name"; done
  for name in "${STEPS_FAILED[@]}"; do say "FAILED: $name"; done
  say "steps: $STEPS_PASSED passed, ${#STEPS_FAILED[@]} failed; tests: $passed passed, $failed failed; $((SECONDS / 60)) min $((SECONDS % 60)) s"
  [ ${#STEPS_FAILED[@]} -eq 0 ]
}

#!/usr/bin/env bash
# Builds and runs every test. When the very same files passed them here before, it says so and
# runs nothing; `make test AGAIN=1` runs them in any case.
set -euo pipefail
cd "$(dirname "$0")/.."
swift="${SWIFT:-swift}"
passed=.build/passed-tests

# What the outcome depends on: every file of the tree, the compiler, the system's libraries, and
# the material beside the tree that some tests read. Without git there is no list of files, and
# every run is a run.
fingerprint() {
  git rev-parse --is-inside-work-tree >/dev/null 2>&1 || return 0
  {
    git ls-files -z --cached --others --exclude-standard | sort -z |
      xargs -0 -r sha256sum -- 2>/dev/null || true
    "$swift" --version 2>&1
    dpkg-query --show libsqlite3-0 libzip4 libpcre2-8-0 libxml2 libreadstat1 readstat sqlite3 tmux python3 2>/dev/null || true
    [ ! -d ../shared ] || find -L ../shared -type f -printf '%P %s %T@\n' | sort
  } | sha256sum | cut -d' ' -f1
}

before=$(fingerprint)
if [ -z "${AGAIN:-}" ] && [ -n "$before" ] && [ -f "$passed" ] &&
  [ "$(head -n 1 "$passed")" = "$before" ]; then
  echo "Nothing has changed since these tests passed here (make test AGAIN=1 runs them again):"
  tail -n 1 "$passed"
  exit 0
fi
rm -f "$passed"

"$swift" build --build-tests
output=$(mktemp)
trap 'rm -f "$output"' EXIT
"$swift" test --skip-build 2>&1 | tee "$output"

# A file that was changed while the tests ran was perhaps not what they saw.
if [ -n "$before" ] && [ "$(fingerprint)" = "$before" ]; then
  summary=$(grep -E '^. Test run with [0-9]+ tests.* passed' "$output" | tail -n 1)
  [ -z "$summary" ] || printf '%s\n%s, at %s\n' "$before" "${summary#* }" "$(date -u +%FT%TZ)" >"$passed"
fi

#!/usr/bin/env bash
# Installs the system packages that Emic needs where they are missing (Debian and its kin).
# With --tests also what only the tests need.
set -euo pipefail

packages=(libsqlite3-dev libzip-dev libpcre2-dev libxml2-dev libreadstat-dev)
if [ "${1:-}" = "--tests" ]; then
  packages+=(sqlite3 tmux readstat)
  # Some tests generate a corpus with it; any Python 3 will do, wherever it came from.
  command -v python3 >/dev/null 2>&1 || packages+=(python3)
fi

if ! command -v swift >/dev/null 2>&1; then
  echo "The Swift toolchain (6.2 or later) is not on the PATH: see https://swift.org/install" >&2
  exit 1
fi

# Elsewhere (macOS, other distributions) the compiler says what is missing.
command -v dpkg-query >/dev/null 2>&1 || exit 0

missing=()
for package in "${packages[@]}"; do
  state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = "installed" ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

install="apt-get install --yes --no-install-recommends ${missing[*]}"
if [ "$(id -u)" -eq 0 ]; then
  run=""
elif command -v sudo >/dev/null 2>&1 && sudo --non-interactive true 2>/dev/null; then
  run="sudo"
elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then
  run="sudo"
else
  echo "These packages are missing. Install them and try again:" >&2
  echo "  sudo $install" >&2
  exit 1
fi
echo "Installing: ${missing[*]}"
$run apt-get update --quiet=2
$run env DEBIAN_FRONTEND=noninteractive $install --quiet=2 >/dev/null

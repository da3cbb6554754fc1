#!/usr/bin/env bash
# Install what the tests need, then run all checks: formatting, lint, types, spelling, floors, tests (fast ones first).
# Arguments go to pytest, which then runs once.
# Needs Python 3.11 or newer; on Debian and Ubuntu it installs the system packages itself.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=$(sed 's/#.*//' tools/system-packages.txt | xargs)
if command -v npm > /dev/null; then
  packages=$(xargs -n 1 <<< "$packages" | grep -vxE 'nodejs|npm' | xargs)
fi
if ! dpkg --status $packages > /dev/null 2>&1; then
  as_root=""
  [ "$(id -u)" = 0 ] || as_root=sudo
  command -v apt-get > /dev/null || { echo "check: install these programs by hand: $packages" >&2; exit 1; }
  $as_root apt-get update --quiet --quiet
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install --quiet --quiet --yes --no-install-recommends $packages
fi

python=${PYTHON:-python3}
if [ -z "${VIRTUAL_ENV:-}" ]; then
  [ -x .venv/bin/python ] || $python -m venv .venv
  PATH=$PWD/.venv/bin:$PATH
fi
python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
npm --prefix tests/web ci --silent --no-audit --no-fund --ignore-scripts

run() { echo "== $*" && "$@"; }
run ruff format --check .
run ruff check .
run mypy
run codespell
run lint-imports --no-cache
tests() { run python -m pytest -n 2 --dist loadfile "$@"; }
fast="not browser and not wheel and not slow"
if [ $# -gt 0 ]; then
  tests "$@"
else
  tests -m "$fast"
  tests -m "not ($fast)"
fi

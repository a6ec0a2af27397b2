#!/bin/sh
# Holds the files of deployment against the programs that read them, those that this machine has: promtool
# (Debian: prometheus) and systemd-analyze (systemd). Says what it could not check.
set -eu

root=$(readlink -f "$(dirname "$(readlink -f "$0")")/../../../..")
cd "$root/deployment"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if command -v promtool >/dev/null; then
  promtool check config prometheus/prometheus.yml
else
  echo "not checked: prometheus (no promtool)"
fi

if command -v systemd-analyze >/dev/null; then
  # The units as they are, but for a program that is there.
  for unit in systemd/*.service systemd/*.timer; do
    sed 's:/opt/vestige/vestige:/bin/true:' "$unit" >"$work/${unit##*/}"
  done
  for unit in "$work"/*; do
    found=$(systemd-analyze verify --man=no "$unit" 2>&1) || true
    if [ -n "$found" ]; then
      echo "$found" >&2
      exit 1
    fi
  done
  echo "systemd: $(ls "$work" | wc -l) units are sound"
else
  echo "not checked: systemd (no systemd-analyze)"
fi

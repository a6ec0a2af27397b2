#!/bin/sh
# Drives the web UI of target/vestige in Chromium: starts a node, fills it with a made-up shop's traces,
# and walks through what a new user does. Needs Node 20; installs Debian's Chromium where it may.
set -eu

here=$(dirname "$(readlink -f "$0")")
root=$(readlink -f "$here/../..")
chromium=$(command -v chromium || command -v chromium-headless-shell || command -v google-chrome || true)
if [ -z "$chromium" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    apt-get install -y --no-install-recommends chromium > /dev/null
    chromium=$(command -v chromium)
  else
    echo "these tests need Chromium: apt-get install chromium" >&2
    exit 1
  fi
fi

data=$(mktemp -d)
port=${VESTIGE_TEST_PORT:-$(node -e "const s = require('net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })")}
"$root/target/vestige" -httpListenAddr=127.0.0.1:$port -storageDataPath="$data" -loggerLevel=ERROR &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" || true; rm -rf "$data"' EXIT
"$root/target/vestige" vtgen -addrs="http://127.0.0.1:$port/insert/opentelemetry/v1/traces" \
  -history=30m -rate=20 -live=false -progress=0 > /dev/null
node "$here/flows.mjs" "http://127.0.0.1:$port" "$chromium" "${1:-}"

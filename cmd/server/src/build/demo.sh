#!/bin/sh
# Starts a node with its data in ./vestige-demo, fills it with the traces that a made-up shop had in the
# last two hours, and goes on with a trickle of new ones until it is stopped by Ctrl-C.
set -eu

root=$(readlink -f "$(dirname "$(readlink -f "$0")")/../../../..")
address=http://127.0.0.1:10428

"$root/target/vestige" -httpListenAddr=127.0.0.1:10428 -storageDataPath=./vestige-demo -loggerLevel=WARN &
server=$!

# vtgen repeats its first request until the server takes it; meanwhile nobody has to wait.
echo "open $address/select/vmui/ ; two hours of traces are on their way, Ctrl-C ends it all"
"$root/target/vestige" vtgen -addrs="$address/insert/opentelemetry/v1/traces" -history=2h -rate=50 -progress=1m &
generator=$!
trap 'kill "$generator" "$server" 2>/dev/null; wait' EXIT
trap 'exit 0' INT TERM
wait "$generator"

#!/bin/sh
# Lets the OpenTelemetry SDK for JavaScript export to target/vestige and reads its spans back. Needs
# Node 20.
set -eu

here=$(dirname "$(readlink -f "$0")")
root=$(readlink -f "$here/../../..")
if ! command -v npm > /dev/null; then
  echo "these tests need Node 20 and npm; ./mvnw verify does without" >&2
  exit 1
fi

data=$(mktemp -d)
port=${VESTIGE_TEST_PORT:-21990}
grpc_port=$((port + 1))
(cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)

"$root/target/vestige" -httpListenAddr=127.0.0.1:$port -storageDataPath="$data" -loggerLevel=ERROR \
  -otlpGRPCListenAddr=127.0.0.1:$grpc_port -otlpGRPC.tls=false &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" || true; rm -rf "$data"' EXIT

tries=0
until node -e "fetch('http://127.0.0.1:$port/health').catch(() => process.exit(1))"; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || { echo "the server did not start" >&2; exit 1; }
  sleep 0.5
done
node "$here/export.mjs" "http://127.0.0.1:$port" "http://127.0.0.1:$grpc_port"

#!/usr/bin/env bash
# Measures the packaged services: benchmarks/run.sh [--short] [retrieval] [relay] [replay] [start]
# Without names it measures all. It fails only when something does not work; each target is told as met or missed.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in wrk redis-server; do
  if ! command -v "$tool" > /dev/null; then
    echo "$tool is missing: install it (Debian: apt-get install wrk redis-server)" >&2
    exit 1
  fi
done
if [ ! -f benchmarks/target/benchmarks.jar ] || [ ! -f proxy-service/target/proxy-service.jar ] \
  || [ ! -f webhook-relay/target/webhook-relay.jar ]; then
  ./mvnw -B -q -DskipTests package
fi
# The generator shares the processors with what it measures: a collector without threads of its own, and large pages.
exec java -Xmx512m -XX:+UseSerialGC -XX:+UseTransparentHugePages -Dscp.root="$PWD" -Dscp.redis-server="$(command -v redis-server)" \
  -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' org.securecontext.benchmarks.Benchmarks "$@"

#!/bin/sh
# Starts Redis so that no acknowledged write is lost and no event appears without its token.
#
# A log cut inside a transaction is truncated in mid-transaction at the first start, and the second start applies the
# fragment. redis-check-aof --fix removes it before any start; it asks, and takes y.
set -eu

if [ -n "${REDIS_PASSWORD_FILE:-}" ]; then
  REDIS_PASSWORD=$(cat "$REDIS_PASSWORD_FILE")
fi
: "${REDIS_PASSWORD:?REDIS_PASSWORD is not set: write it to .env}"
if [ "${SCP_ENVIRONMENT:-production}" != development ] && [ "$REDIS_PASSWORD" = development-only ]; then
  echo 'REDIS_PASSWORD still has its development value: set a password of your own' >&2
  exit 1
fi

data="${REDIS_DATA:-/data}"
manifest="$data/appendonlydir/appendonly.aof.manifest"
if [ -f "$manifest" ]; then
  yes | redis-check-aof --fix "$manifest"
fi

# The password goes by standard input: arguments are visible in the process list.
exec redis-server - <<CONFIGURATION
dir $data
port ${REDIS_PORT:-6379}
bind ${REDIS_BIND:-0.0.0.0}
protected-mode yes
requirepass $REDIS_PASSWORD
appendonly yes
appendfsync always
auto-aof-rewrite-min-size 256mb
aof-load-truncated yes
maxmemory ${REDIS_MAX_MEMORY:-768mb}
maxmemory-policy noeviction
save ""
stop-writes-on-bgsave-error yes
tcp-keepalive 60
rename-command FLUSHALL ""
rename-command FLUSHDB ""
rename-command KEYS ""
rename-command DEBUG ""
CONFIGURATION

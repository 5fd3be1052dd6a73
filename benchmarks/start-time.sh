#!/usr/bin/env bash
# How long each service takes to be ready from its extracted layout with a class-data-sharing archive, as in its image,
# and how much memory it then holds. Needs the packaged jars, and a running Redis and Kafka: SCP_REDIS_URL and
# SCP_KAFKA_BOOTSTRAP_SERVERS say where.
#
#   benchmarks/start-time.sh [rounds]
#
# Prints each start and, for each service and layout, the median. benchmarks/run.sh start gives it its backends.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
rounds="${1:-3}"
work="$(mktemp -d)"
declare -a children=()

finish() {
  local child
  for child in "${children[@]}"; do
    kill -9 "$child" 2> /dev/null || true
  done
  rm -rf "$work"
}
trap finish EXIT

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    if ! (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then
      printf '%s' "$port"
      return
    fi
  done
}

# The image's layers in one directory, and its archive.
extract() {
  local service="$1" layer
  local jar="$root/$service/target/$service.jar"
  [ -f "$jar" ] || {
    echo "$jar is missing: ./mvnw -DskipTests package" >&2
    exit 2
  }
  java -Djarmode=tools -jar "$jar" extract --layers --application-filename application.jar \
    --destination "$work/$service-layers" > /dev/null
  mkdir -p "$work/$service"
  for layer in dependencies spring-boot-loader snapshot-dependencies application; do
    cp -a "$work/$service-layers/$layer/." "$work/$service/"
  done
  cp "$root/docker/java.options" "$work/$service/"
  SCP_ENVIRONMENT=development java "@$work/$service/java.options" -XX:ArchiveClassesAtExit="$work/$service/application.jsa" \
    -Dspring.context.exit=onRefresh -jar "$work/$service/application.jar" > "$work/training.log" 2>&1 || {
    cat "$work/training.log" >&2
    exit 1
  }
}

ready() {
  local port="$1" line
  exec 3<> "/dev/tcp/127.0.0.1/$port" || return 1
  printf 'GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
  IFS= read -r -t 2 line <&3 || return 1
  exec 3>&-
  [[ "$line" == HTTP/1.?\ 200* ]]
}

# One start; prints seconds to ready and RSS in MiB.
measure() {
  local service="$1" layout="$2" port management begun ended process
  # As in a container of 512 MiB.
  local -a options=(-XX:MaxRAM=512m -jar "$work/$service/application.jar")
  port="$(free_port)"
  management="$(free_port)"
  if [ "$layout" = extracted-with-cds ]; then
    options=("@$work/$service/java.options" -XX:SharedArchiveFile="$work/$service/application.jsa" "${options[@]}")
  else
    options=("@$work/$service/java.options" -XX:MaxRAM=512m -jar "$root/$service/target/$service.jar")
  fi
  begun="$(date +%s%N)"
  SCP_ENVIRONMENT=development SCP_PORT="$port" SCP_MANAGEMENT_PORT="$management" SCP_REDIS_URL="$redis_url" \
    SCP_KAFKA_BOOTSTRAP_SERVERS="$kafka_servers" SCP_LOG_FORMAT=text \
    java "${options[@]}" > "$work/$service.log" 2>&1 &
  process=$!
  children+=("$process")
  until ready "$management" 2> /dev/null; do
    if ! kill -0 "$process" 2> /dev/null || [ $((($(date +%s%N) - begun) / 1000000000)) -gt 120 ]; then
      tail -20 "$work/$service.log" >&2
      exit 1
    fi
    # A busy loop would take one of the processors that the service starts on.
    sleep 0.05
  done
  ended="$(date +%s%N)"
  printf '%s %s %d.%02d %d\n' "$service" "$layout" $(((ended - begun) / 1000000000)) \
    $(((ended - begun) / 10000000 % 100)) "$(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$process/status")"
  kill "$process"
  wait "$process" 2> /dev/null || true
}

redis_url="${SCP_REDIS_URL:?SCP_REDIS_URL and SCP_KAFKA_BOOTSTRAP_SERVERS name running backends, such as those of scripts/local-stack.sh}"
kafka_servers="${SCP_KAFKA_BOOTSTRAP_SERVERS:?SCP_REDIS_URL and SCP_KAFKA_BOOTSTRAP_SERVERS name running backends, such as those of scripts/local-stack.sh}"

for service in proxy-service webhook-relay; do
  extract "$service"
  for layout in jar extracted-with-cds; do
    for ((round = 1; round <= rounds; round++)); do
      measure "$service" "$layout"
    done | tee "$work/figures"
    read -r _ _ seconds memory < <(sort -k 3 -n "$work/figures" | sed -n "$(((rounds + 1) / 2))p")
    if [ "$layout" = jar ]; then
      printf '%s from the jar: ready in %s s, RSS %s MiB\n' "$service" "$seconds" "$memory"
    else
      printf '%s: ready in %s s, RSS %s MiB\n' "$service" "$seconds" "$memory"
    fi
  done
done

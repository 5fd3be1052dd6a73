#!/usr/bin/env bash
# Ready or not, by the management port and without curl: a bash that opens a socket costs a thousandth of a JVM.
set -euo pipefail

default_port=5080
if [[ "${SERVICE:-proxy-service}" == webhook-relay ]]; then
  default_port=5081
fi
port="${SCP_MANAGEMENT_PORT:-$default_port}"

exec 3<>"/dev/tcp/127.0.0.1/${port}"
printf 'GET /actuator/health/readiness HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
IFS= read -r -t 2 status_line <&3
[[ "$status_line" == HTTP/1.?\ 200* ]]

#!/bin/sh
# Runs before nginx: without a certificate it would only say that it cannot open a file.
set -eu

if [ -r /etc/nginx/tls/tls.crt ] && [ -r /etc/nginx/tls/tls.key ]; then
  exit 0
fi
cat >&2 <<'HELP'
nginx needs tls.crt and tls.key in TLS_DIRECTORY. For a trial on this host:
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout docker/nginx/tls/tls.key -out docker/nginx/tls/tls.crt
HELP
exit 1

#!/bin/sh
# Runs before nginx: without a certificate it would only say that it cannot open a file.
set -eu

if [ -r /etc/nginx/tls/tls.crt ] && [ -r /etc/nginx/tls/tls.key ]; then
  exit 0
fi
echo 'nginx needs tls.crt and tls.key in TLS_DIRECTORY; for a trial on this host:' >&2
echo '  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost \' >&2
echo '    -keyout docker/nginx/tls/tls.key -out docker/nginx/tls/tls.crt' >&2
exit 1

# shellcheck shell=bash
# Docker Compose on one host.
# shellcheck disable=SC2154 # the variables of deploy-enterprise.sh

render_docker() {
  write_agents_once
  settings[CONFIGURATION_DIRECTORY]="$output/configuration"
  settings[TLS_DIRECTORY]="$output/tls"
  settings[SERVER_NAME]="${settings[SERVER_NAME]:-$domain}"
  settings[SCP_REDIS_URL]="${SCP_REDIS_URL:-redis://:${settings[REDIS_PASSWORD]}@redis:6379}"
  settings[SCP_KAFKA_BOOTSTRAP_SERVERS]="${SCP_KAFKA_BOOTSTRAP_SERVERS:-kafka:9092}"
  if [ "${settings[SCP_KAFKA_BOOTSTRAP_SERVERS]}" = kafka:9092 ]; then
    # The broker of the compose file is one: say so to the check of production.
    settings[SCP_KAFKA_REPLICATION_FACTOR]="${settings[SCP_KAFKA_REPLICATION_FACTOR]:-1}"
    settings[SCP_KAFKA_MIN_INSYNC_REPLICAS]="${settings[SCP_KAFKA_MIN_INSYNC_REPLICAS]:-1}"
  fi
  if behind_nginx; then
    settings[SCP_TRUSTED_PROXIES]="${settings[SCP_TRUSTED_PROXIES]:-${settings[NETWORK_SUBNET]:-172.30.77.0/24}}"
  fi
  fill_in_env > "$output/.env"
  chmod 600 "$output/.env"
  mkdir -p "$output/tls"
  chmod 755 "$output/tls"
  if behind_nginx && ! { [ -s "$output/tls/tls.crt" ] && [ -s "$output/tls/tls.key" ]; }; then
    missing+=("$output/tls/tls.crt and tls.key, the certificate of $domain (readable for uid 101)")
  fi
}

# .env.example with its comments, and the values of this deployment.
fill_in_env() {
  local line name
  while IFS= read -r line; do
    if [[ "$line" =~ ^([A-Z][A-Z0-9_]*)= ]]; then
      name="${BASH_REMATCH[1]}"
      printf '%s=%s\n' "$name" "$(value_of "$name")"
    else
      printf '%s\n' "$line"
    fi
  done < "$root/.env.example"
}

behind_nginx() { [[ "$(value_of SCP_BASE_URL)" == https://* ]]; }

deploy_docker() {
  local profiles=()
  if behind_nginx; then
    profiles=(--profile nginx)
  fi
  docker compose --project-directory "$root" --project-name "$namespace" --env-file "$output/.env" \
    "${profiles[@]}" up --detach --build --wait --wait-timeout 300
}

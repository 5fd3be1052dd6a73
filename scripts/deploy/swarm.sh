# shellcheck shell=bash
# Docker Swarm: a stack file of its own, since Swarm refuses start conditions.
# shellcheck disable=SC2154 # the variables of deploy-enterprise.sh

# Which service gets which; one without a value is left out.
readonly proxy_secrets=(SCP_ENCRYPTION_KEYS SCP_ADMIN_KEY SCP_WEBHOOK_SECRET SCP_REDIS_URL SCP_KAFKA_SASL_PASSWORD
  GOOGLE_CLIENT_SECRET MICROSOFT_CLIENT_SECRET GITHUB_CLIENT_SECRET GITLAB_CLIENT_SECRET SLACK_CLIENT_SECRET)
readonly relay_secrets=(SCP_ENCRYPTION_KEYS SCP_ADMIN_KEY SCP_WEBHOOK_SECRET SCP_KAFKA_SASL_PASSWORD)
readonly redis_secrets=(REDIS_PASSWORD)
readonly swarm_secrets=("${proxy_secrets[@]}" "${redis_secrets[@]}")

render_swarm() {
  write_agents_once
  settings[SCP_REDIS_URL]="${SCP_REDIS_URL:-redis://:${settings[REDIS_PASSWORD]}@redis:6379}"
  settings[SCP_KAFKA_BOOTSTRAP_SERVERS]="${SCP_KAFKA_BOOTSTRAP_SERVERS:-kafka:9092}"
  if [ "${settings[SCP_KAFKA_BOOTSTRAP_SERVERS]}" = kafka:9092 ]; then
    settings[SCP_KAFKA_REPLICATION_FACTOR]="${settings[SCP_KAFKA_REPLICATION_FACTOR]:-1}"
    settings[SCP_KAFKA_MIN_INSYNC_REPLICAS]="${settings[SCP_KAFKA_MIN_INSYNC_REPLICAS]:-1}"
  fi
  cp "$root/docker/redis/start.sh" "$output/redis-start.sh"
  write_settings_env > "$output/settings.env"
  write_secret_files
  render_stack > "$output/docker-stack.yml"
}

# All that is no secret and has a value; the secrets reach the services as files.
write_settings_env() {
  local name
  for name in "${setting_names[@]}"; do
    if [[ "$name" == SCP_* || "$name" == *_CLIENT_ID ]] && ! is_secret "$name" && [ -n "$(value_of "$name")" ]; then
      printf '%s=%s\n' "$name" "$(value_of "$name")"
    fi
  done
}

is_secret() {
  local name
  for name in "${swarm_secrets[@]}"; do
    [ "$name" != "$1" ] || return 0
  done
  return 1
}

write_secret_files() {
  local name
  mkdir -p "$output/secrets"
  for name in "${swarm_secrets[@]}"; do
    if [ -n "$(value_of "$name")" ]; then
      printf '%s' "$(value_of "$name")" > "$output/secrets/$name"
    fi
  done
}

# Fills the template: names, the secrets that have a value, and digests. A secret or config of Swarm cannot change, so
# each has the digest of its content in its name: a new value is a new secret, and the services roll over to it.
render_stack() {
  local line
  while IFS= read -r line; do
    case "$line" in
      *'@proxy-secrets@'*) list_secrets "${proxy_secrets[@]}" ;;
      *'@relay-secrets@'*) list_secrets "${relay_secrets[@]}" ;;
      *'@redis-secrets@'*) list_secrets "${redis_secrets[@]}" ;;
      *'@secrets@'*) define_secrets ;;
      *'@digest:'*)
        line="${line//@namespace@/$namespace}"
        line="${line//@digest:configuration\/agents.yaml@/$(digest configuration/agents.yaml)}"
        printf '%s\n' "${line//@digest:redis-start.sh@/$(digest redis-start.sh)}"
        ;;
      *)
        line="${line//@environment@/$environment}"
        printf '%s\n' "${line//@namespace@/$namespace}"
        ;;
    esac
  done < "$root/docker/swarm/docker-stack.yml"
}

digest() { sha256sum "$output/$1" | cut -c 1-12; }

list_secrets() {
  local name
  for name in "$@"; do
    if [ -n "$(value_of "$name")" ]; then
      printf '      - source: %s\n        mode: 0444\n' "$name"
    fi
  done
}

define_secrets() {
  local name
  for name in "${swarm_secrets[@]}"; do
    if [ -n "$(value_of "$name")" ]; then
      printf '  %s:\n    name: %s-%s-%s\n    file: ./secrets/%s\n' \
        "$name" "$namespace" "$name" "$(digest "secrets/$name")" "$name"
    fi
  done
}

deploy_swarm() {
  docker stack deploy --compose-file "$output/docker-stack.yml" --detach=false --prune "$namespace"
}

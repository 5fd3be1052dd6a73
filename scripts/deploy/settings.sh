# shellcheck shell=bash
# Secrets, which are made once, and settings, which are collected anew at each run.
# shellcheck disable=SC2154 # the variables of deploy-enterprise.sh

declare -A secrets=() settings=()
declare -a setting_names=() missing=()

random_base64() { head -c 32 /dev/urandom | base64 -w 0; }
random_hex() { head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }
random_key() { printf 'scp_%s' "$(random_base64 | tr '+/' '-_' | tr -d '=')"; }

# Reads what an earlier run made, and adds only what is not there.
load_secrets() {
  local file="$1" line name
  touch "$file"
  chmod 600 "$file"
  while IFS= read -r line; do
    case "$line" in
      '#'* | '') ;;
      *=*) secrets["${line%%=*}"]="${line#*=}" ;;
    esac
  done < "$file"
  for name in SCP_ENCRYPTION_KEYS SCP_ADMIN_KEY SCP_WEBHOOK_SECRET REDIS_PASSWORD GRAFANA_ADMIN_PASSWORD FIRST_AGENT_KEY; do
    if [ -z "${secrets[$name]:-}" ]; then
      secrets[$name]="$(make_secret "$name")"
      printf '%s=%s\n' "$name" "${secrets[$name]}" >> "$file"
    fi
  done
}

make_secret() {
  case "$1" in
    SCP_ENCRYPTION_KEYS) printf 'k1:%s' "$(random_base64)" ;;
    SCP_WEBHOOK_SECRET) printf 'whsec_%s' "$(random_base64)" ;;
    SCP_ADMIN_KEY | FIRST_AGENT_KEY) random_key ;;
    *) random_hex ;;
  esac
}

# Each variable of .env.example: the caller's environment wins, then options and secrets, then nothing.
collect_settings() {
  local line name
  while IFS= read -r line; do
    if [[ "$line" =~ ^([A-Z][A-Z0-9_]*)= ]]; then
      name="${BASH_REMATCH[1]}"
      setting_names+=("$name")
      settings[$name]="${!name:-$(default_of "$name")}"
    fi
  done < "$root/.env.example"
}

default_of() {
  case "$1" in
    SCP_ENVIRONMENT) printf '%s' "$environment" ;;
    SCP_BASE_URL) base_url ;;
    SCP_ENABLE_WEBHOOKS) if [ "$webhooks" = true ]; then printf true; fi ;;
    SCP_WEBHOOK_URL) printf '%s' "$webhook_url" ;;
    SCP_AGENTS_FILE) printf '/etc/scp/agents.yaml' ;;
    *) printf '%s' "${secrets[$1]:-}" ;;
  esac
}

base_url() {
  if [ "$environment" = development ] && [ "$domain" = localhost ]; then
    printf 'http://localhost:5000'
  else
    printf 'https://%s' "$domain"
  fi
}

value_of() { printf '%s' "${settings[$1]:-}"; }

callback_base() {
  local override
  override="$(value_of SCP_CALLBACK_URL_OVERRIDE)"
  printf '%s' "${override:-$(value_of SCP_BASE_URL)}"
}

agents_file() { printf '%s/configuration/agents.yaml' "$output"; }

# The first agent, unless the operator has agents already. Only the hash of its key is written.
write_agents_once() {
  mkdir -p "$output/configuration"
  if [ ! -s "$(agents_file)" ]; then
    cat > "$(agents_file)" <<AGENTS
# Read again when it changes. A new key and its hash: java -jar proxy-service.jar mint-key
agents:
  - id: first-agent
    display-name: First agent
    api-keys:
      - sha256:$(printf %s "${secrets[FIRST_AGENT_KEY]}" | sha256sum | cut -d ' ' -f 1)
AGENTS
  fi
  # The services read it as uid 10001.
  chmod 755 "$output/configuration"
  chmod 644 "$(agents_file)"
}

name_what_is_missing() {
  local name
  for name in "${missing[@]}"; do
    say "Missing: $name"
  done
}

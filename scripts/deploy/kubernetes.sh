# shellcheck shell=bash
# Kubernetes 1.23 or later.
# shellcheck disable=SC2154 # the variables of deploy-enterprise.sh

# In the order in which operators apply them.
readonly applied_in_order=(namespace configmap secret deployment service ingress hpa)
readonly applied_after=(serviceaccount pdb networkpolicy)

render_kubernetes() {
  write_agents_once
  local file
  for file in "${applied_in_order[@]}" "${applied_after[@]}" keda kustomization; do
    sed -e "s/^\(  namespace:\) scp$/\1 $namespace/" \
      -e "s/scp\.example\.com/$domain/g" "$root/k8s/$file.yaml" > "$output/$file.yaml"
  done
  sed -i "s/^  name: scp$/  name: $namespace/" "$output/namespace.yaml"
  fill_in_yaml "$output/configmap.yaml"
  fill_in_yaml "$output/secret.yaml"
  put_file_into_secret agents.yaml "$(agents_file)"
  for file in providers.yaml webhook-endpoints.yaml kafka-ca.crt; do
    if [ -s "$output/configuration/$file" ]; then
      put_file_into_secret "$file" "$output/configuration/$file"
    fi
  done
  if [ -z "$(value_of SCP_REDIS_URL)" ]; then
    missing+=("SCP_REDIS_URL, such as rediss://:PASSWORD@HOST:6379; set it in the environment of this script")
  fi
  if [ -z "$(value_of SCP_KAFKA_BOOTSTRAP_SERVERS)" ]; then
    missing+=("SCP_KAFKA_BOOTSTRAP_SERVERS, such as kafka.example.com:9093; set it in the environment of this script")
  fi
  if [ -z "$(value_of SCP_KAFKA_SASL_PASSWORD)" ] && [[ "$(value_of SCP_KAFKA_SECURITY_PROTOCOL)" != SSL ]]; then
    missing+=("SCP_KAFKA_SASL_USERNAME and SCP_KAFKA_SASL_PASSWORD, or SCP_KAFKA_SECURITY_PROTOCOL=SSL with a client certificate")
  fi
}

# Puts each setting that has a value into its line of a ConfigMap or Secret.
fill_in_yaml() {
  local file="$1" line name value
  local filled="$file.filled"
  while IFS= read -r line; do
    if [[ "$line" =~ ^\ \ ([A-Z][A-Z0-9_]*):\  ]]; then
      name="${BASH_REMATCH[1]}"
      value="$(value_of "$name")"
      if [ -n "$value" ]; then
        value="${value//\\/\\\\}"
        line="  $name: \"${value//\"/\\\"}\""
      fi
    fi
    printf '%s\n' "$line"
  done < "$file" > "$filled"
  mv "$filled" "$file"
}

put_file_into_secret() {
  local key="$1" file="$2" line
  local filled="$output/secret.yaml.filled"
  while IFS= read -r line; do
    if [ "$line" = "  $key: \"\"" ]; then
      printf '  %s: |\n' "$key"
      sed 's/^\(.\)/    \1/' "$file"
    else
      printf '%s\n' "$line"
    fi
  done < "$output/secret.yaml" > "$filled"
  mv "$filled" "$output/secret.yaml"
}

deploy_kubernetes() {
  local file
  for file in "${applied_in_order[@]}" "${applied_after[@]}"; do
    kubectl apply -f "$output/$file.yaml"
  done
  kubectl --namespace "$namespace" rollout status deployment/scp-app --timeout 300s
  kubectl --namespace "$namespace" rollout status deployment/scp-webhook-relay --timeout 300s
}

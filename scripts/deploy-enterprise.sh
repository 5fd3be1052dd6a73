#!/usr/bin/env bash
# Renders a configuration directory for one environment, deploys it, and tests the deployment from outside.
# Needs bash and coreutils; beyond --dry-run also docker or kubectl, and curl.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# shellcheck source=scripts/deploy/words.sh
. "$root/scripts/deploy/words.sh"
# shellcheck source=scripts/deploy/settings.sh
. "$root/scripts/deploy/settings.sh"
# shellcheck source=scripts/deploy/docker.sh
. "$root/scripts/deploy/docker.sh"
# shellcheck source=scripts/deploy/kubernetes.sh
. "$root/scripts/deploy/kubernetes.sh"
# shellcheck source=scripts/deploy/swarm.sh
. "$root/scripts/deploy/swarm.sh"
# shellcheck source=scripts/deploy/outside.sh
. "$root/scripts/deploy/outside.sh"

usage() {
  cat <<'USAGE'
Usage: scripts/deploy-enterprise.sh -t docker|kubernetes|docker-swarm [options]

  -t TYPE             where to deploy
  -e ENVIRONMENT      production (default), staging or development
  -d DOMAIN           host name of the gateway, such as scp.example.com; required outside development
  -w URL              webhook endpoint; enables webhooks
  -n NAMESPACE        Kubernetes namespace, or name of the stack or compose project (default: scp)
  --enable-webhooks   enable webhooks without the endpoint of -w
  -o DIRECTORY        where to render (default: .deploy/TYPE-ENVIRONMENT)
  --dry-run           render and check, deploy nothing
  -h                  this text

Variables of the environment that .env.example names (SCP_REDIS_URL, GOOGLE_CLIENT_ID, …) go into the rendering and win
over what stands there. Secrets are generated once, kept in DIRECTORY/secrets.env, and never overwritten.
USAGE
}

type='' environment=production domain='' webhook_url='' namespace=scp output='' webhooks=false dry_run=false

while [ $# -gt 0 ]; do
  case "$1" in
    -t | -e | -d | -w | -n | -o)
      [ $# -ge 2 ] || refuse "$1 needs a value"
      case "$1" in
        -t) type="$2" ;;
        -e) environment="$2" ;;
        -d) domain="$2" ;;
        -w) webhook_url="$2" webhooks=true ;;
        -n) namespace="$2" ;;
        -o) output="$2" ;;
      esac
      shift 2
      ;;
    --enable-webhooks) webhooks=true && shift ;;
    --dry-run) dry_run=true && shift ;;
    -h | --help) usage && exit 0 ;;
    *) refuse "unknown option $1; -h lists them" ;;
  esac
done

case "$type" in
  docker | kubernetes | docker-swarm) ;;
  '') refuse '-t is missing: docker, kubernetes or docker-swarm' ;;
  *) refuse "-t takes docker, kubernetes or docker-swarm, not '$type'" ;;
esac
case "$environment" in
  production | staging | development) ;;
  *) refuse "-e takes production, staging or development, not '$environment'" ;;
esac
if [ -z "$domain" ]; then
  [ "$environment" = development ] || refuse "-d is missing: the host name of the gateway in $environment"
  domain=localhost
fi
[[ "$domain" =~ ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$ ]] || refuse "-d takes a host name in lower case, not '$domain'"
[[ "$namespace" =~ ^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$ ]] || refuse "-n takes letters, digits and hyphens, not '$namespace'"
if [ -n "$webhook_url" ]; then
  [[ "$webhook_url" =~ ^https?://[^[:space:]]+$ ]] || refuse "-w takes an http or https URL, not '$webhook_url'"
  if [ "$environment" != development ] && [[ "$webhook_url" != https://* ]]; then
    refuse "-w must be https in $environment"
  fi
fi
output="${output:-$root/.deploy/$type-$environment}"
if ! { mkdir -p "$output" && [ -w "$output" ]; }; then
  refuse "cannot write to $output: choose another directory with -o"
fi
output="$(cd "$output" && pwd)"
umask 077

if [ "$dry_run" = false ]; then
  need_tools_for "$type"
fi

say "Rendering $type for $environment into $output"
load_secrets "$output/secrets.env"
collect_settings
case "$type" in
  docker) render_docker ;;
  kubernetes) render_kubernetes ;;
  docker-swarm) render_swarm ;;
esac
name_what_is_missing

if [ "$dry_run" = true ]; then
  say 'Dry run: nothing was deployed.'
  next_steps
  exit 0
fi
[ "${#missing[@]}" -eq 0 ] || refuse 'fill in what is named above and run this again'

case "$type" in
  docker) deploy_docker ;;
  kubernetes) deploy_kubernetes ;;
  docker-swarm) deploy_swarm ;;
esac
test_from_outside
next_steps

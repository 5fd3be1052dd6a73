# shellcheck shell=bash
# What the deployment says, and what it needs.
# shellcheck disable=SC2154 # the variables of deploy-enterprise.sh

say() { printf '%s\n' "$*"; }

refuse() {
  printf 'deploy-enterprise: %s\n' "$*" >&2
  exit 2
}

need() { command -v "$1" > /dev/null || refuse "$1 is needed: $2"; }

need_tools_for() {
  need curl 'it tests the deployment from outside'
  case "$1" in
    docker)
      need docker 'install Docker Engine with the compose plugin'
      docker compose version > /dev/null 2>&1 || refuse 'docker compose is needed: install the compose plugin'
      docker info > /dev/null 2>&1 || refuse 'docker does not answer: start it, or join the group docker'
      ;;
    docker-swarm)
      need docker 'install Docker Engine'
      [ "$(docker info --format '{{.Swarm.ControlAvailable}}' 2> /dev/null)" = true ] \
        || refuse 'this host is no swarm manager: docker swarm init, or run this on a manager'
      ;;
    kubernetes)
      need kubectl 'install it and choose a context'
      kubectl version > /dev/null 2>&1 || refuse 'kubectl reaches no cluster: check kubectl config current-context'
      ;;
  esac
}

# What a person has to do, in the end of every run.
next_steps() {
  say ''
  say 'Next:'
  say "  1. Register these callback URLs at your providers, those you use:"
  local provider
  for provider in google microsoft github gitlab slack; do
    say "       $(callback_base)/oauth/$provider/callback"
  done
  say "     and put their client ids and secrets into the environment of the next run (GOOGLE_CLIENT_ID, …)."
  say "  2. The first agent is in $(agents_file), its key is FIRST_AGENT_KEY in $output/secrets.env."
  say "     Move that file into your secret store. Losing SCP_ENCRYPTION_KEYS means losing every session."
  if [ "$webhooks" = true ]; then
    say "  3. Send a test webhook: curl -X POST -H \"Authorization: Bearer \$SCP_ADMIN_KEY\" $(value_of SCP_BASE_URL)/api/enterprise/webhooks/test"
  else
    say '  3. Webhooks are off; -w URL turns them on.'
  fi
  say '  4. docs/operations.md has a section for each alert.'
}

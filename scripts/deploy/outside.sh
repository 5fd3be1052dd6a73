# shellcheck shell=bash
# The deployment as a client sees it.
# shellcheck disable=SC2154 # the variables of deploy-enterprise.sh

answers() {
  local path="$1" expected="$2" status attempt
  for attempt in 1 2 3 4 5 6 7 8 9 10 11 12; do
    status="$(curl --silent --output /dev/null --max-time 10 --write-out '%{http_code}' "$(value_of SCP_BASE_URL)$path" || true)"
    if [ "$status" = "$expected" ]; then
      say "  $path answers $status"
      return 0
    fi
    [ "$attempt" -eq 12 ] || sleep 5
  done
  say "  $path answers $status, not $expected"
  return 1
}

test_from_outside() {
  say "Testing $(value_of SCP_BASE_URL) from outside"
  local failed=0
  answers /api/health 200 || failed=1
  answers /api/version 200 || failed=1
  answers /api/providers 200 || failed=1
  answers /actuator/health 404 || failed=1
  if [ "$environment" != development ]; then
    answers /api/sessions 401 || failed=1
  fi
  if [ "$failed" -ne 0 ]; then
    refuse 'it is deployed, but does not answer as it should: see "Debugging" in docs/enterprise-deployment.md'
  fi
}

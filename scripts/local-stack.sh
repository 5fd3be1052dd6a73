#!/usr/bin/env bash
# Starts SCP on this machine: builds what is not built, then hands over to the launcher in local-stack. --help lists options.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  printf 'local-stack: %s\n' "$1" >&2
  exit 1
}

find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, where there is no bin/java: set it to a JDK 17 or later"
  else
    java=$(command -v java) || fail 'no Java found: install JDK 17 or later, or set JAVA_HOME to one'
  fi
  local version
  version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
  [ "${version%%.*}" -ge 17 ] 2>/dev/null || fail "$java is Java ${version:-unknown}: set JAVA_HOME to JDK 17 or later"
}

# A module is built when its jar is newer than its sources. Spring Boot dates the jars that it repackages at the build's fixed
# time, and keeps the one before beside them.
is_built() {
  local jars=("$root/$1/target/$1"*.jar.original "$root/$1/target/$1"*.jar)
  for jar in "${jars[@]}"; do
    if [ -f "$jar" ]; then
      [ -z "$(find "$root/$1/src/main" -type f -newer "$jar" -print -quit)" ]
      return
    fi
  done
  return 1
}

build() {
  command -v "$(dirname "$java")/javac" >/dev/null || fail "the first start builds, and $java has no javac beside it: set JAVA_HOME to a JDK"
  [ -w "$root" ] || fail "cannot write to $root, where the first start builds: make it writable"
  echo 'Building (about two minutes the first time) …'
  "$root/mvnw" -B -q -ntp -f "$root/pom.xml" -DskipTests -pl local-stack,proxy-service,webhook-relay -am package &
  local maven=$!
  trap 'kill "$maven" 2>/dev/null; exit 143' TERM
  wait "$maven" || fail 'the build failed; its reasons are above'
  trap - TERM
}

find_java
case " $* " in
  *' --demo '*) needed=(shared-events local-stack proxy-service webhook-relay) ;;
  *' --help '* | *' -h '* | *' --clean '*) needed=(shared-events local-stack) ;;
  *) needed=(shared-events local-stack proxy-service webhook-relay) ;;
esac
for module in "${needed[@]}"; do
  if ! is_built "$module"; then
    build
    break
  fi
done

exec "$java" -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Dscp.root="$root" \
  -Dlogback.configurationFile=launcher-logback.xml \
  -cp "$root/local-stack/target/local-stack.jar:$root/local-stack/target/lib/*" org.securecontext.localstack.launcher.LocalStack "$@"

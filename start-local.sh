#!/usr/bin/env bash
# Runs the whole API on this machine. Builds what changed since the last start, then hands over to one JVM.
# Written for bash 3.2, which is what macOS has.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: ./start-local.sh [OPTION ...]

Runs the whole API on http://127.0.0.1:3000, with a table that it deletes at the end.

  --port N                  listen on this port (CUBBY_PORT does the same), 0 for any free one
  --admin-key KEY           let KEY be the admin key (CUBBY_ADMIN_KEY does the same), instead of a generated one
  --data DIR                keep the table in DIR between runs
  --dynamodb-endpoint URL   use the DynamoDB at URL instead of the built-in one
  --stage NAME              serve under /NAME, as a deployed stage does
  --parameter NAME=VALUE    a parameter of template.yaml, such as ProRateLimit=1000; may be repeated
  --strict                  give each concurrent request a function instance of its own, as AWS does
  --access-log              print requests in the format of the template's access log
  --json-logs               print what the functions print, as Lambda logs it, and no line per request
  --faults SEED[:PERCENT]   make PERCENT of the calls to DynamoDB fail, 20 if not given, by a schedule from SEED
  --rebuild                 build even if nothing changed
  --help                    show this
USAGE
}

project=$(dirname -- "$(readlink -f "${BASH_SOURCE[0]}")")
# shellcheck source=scripts/messages.sh
. "$project/scripts/messages.sh"

# ----------------------------------------------------------------------------------------------------------------------
# Options
# ----------------------------------------------------------------------------------------------------------------------
port=${CUBBY_PORT:-3000}
unset CUBBY_PORT
data=
dynamodb=
rebuild=false
options=()
while [ $# -gt 0 ]; do
  case $1 in
    --port | --admin-key | --data | --dynamodb-endpoint | --stage | --parameter | --faults)
      if [ -z "${2:-}" ]; then misuse "$1 needs a value"; fi
      ;;
  esac
  case $1 in
    --port) port=$2 && shift ;;
    --admin-key) CUBBY_ADMIN_KEY=$2 && shift ;;
    --data)
      case $2 in
        /*) data=$2 ;;
        *) data=$PWD/$2 ;;
      esac
      shift
      ;;
    --dynamodb-endpoint) dynamodb=$2 && shift ;;
    --stage | --parameter | --faults) options+=("$1" "$2") && shift ;;
    --strict | --access-log | --json-logs) options+=("$1") ;;
    --rebuild) rebuild=true ;;
    --help) usage && exit 0 ;;
    *) misuse "unknown option $1" ;;
  esac
  shift
done

[[ ${CUBBY_ADMIN_KEY:-not-given} =~ ^[A-Za-z0-9._~-]{8,128}$ ]] ||
  fail "the admin key must have 8 to 128 characters from A-Z a-z 0-9 . _ ~ -"

CDPATH='' cd -- "$project"

# shellcheck source=scripts/jdk.sh
. scripts/jdk.sh
jdk=$(find_jdk)

# The settings of the AWS SDK are for AWS, not for the built-in endpoints.
if [ -n "$dynamodb" ]; then
  options+=(--dynamodb-endpoint "$dynamodb")
else
  for name in ${!AWS_@}; do unset "$name"; done
fi

# ----------------------------------------------------------------------------------------------------------------------
# Build
# ----------------------------------------------------------------------------------------------------------------------
readonly stamp=local/target/.built lock=local/target/.building log=local/target/build.log
readonly archive=local/target/local.jsa
child=

# Two arenas of the C library: by default it has one for every few threads, each of which keeps what was freed.
export MALLOC_ARENA_MAX=2

# A small heap, one collector thread, and the compiler that suits short sessions.
java=(
  "$jdk/bin/java"
  -Xmx384m
  -XX:+UseSerialGC
  -XX:TieredStopAtLevel=1
  -Dhttp.maxConnections=200
)
readonly arguments=(
  -jar local/target/local.jar
  --template template.yaml
  --name Cubby
  --link Console=/console
  --link Docs=/docs
  --invoke BootstrapFunction
  --parameter 'AllowedOrigin=*'
)

is_built() {
  [ -f "$stamp" ] && [ -f local/target/local.jar ] && [ -d local/target/lib ] &&
    [ -f functions/target/functions.zip ] && [ -f functions/target/pages.zip ] &&
    # Directories too: theirs is the time of a file's removal.
    [ -z "$(find pom.xml ./*/pom.xml {shared,functions,local}/src/main functions/src/assembly events openapi.yaml -newer "$stamp")" ]
}

# Lets one start build at a time; others wait. The link names the start that builds, and its Maven or Java, which outlives
# a start that is killed.
lock() {
  local holder waits=false
  mkdir -p local/target
  [ -w local/target ] || fail "cannot write to $PWD/local/target"
  trap unlock EXIT
  trap 'exit 130' HUP INT TERM
  until ln -s $$ "$lock" 2>/dev/null; do
    holder=$(readlink "$lock") || continue
    if ! is_running "$holder"; then
      # Another start may have replaced the link meanwhile.
      [ "$(readlink "$lock")" != "$holder" ] || rm -f "$lock"
      continue
    fi
    "$waits" || echo "Waiting until process $holder has built…"
    waits=true
    sleep 0.2
  done
}

# is_running HOLDER: whether one of its processes is there. None of them is this one.
is_running() {
  local process
  for process in $1; do
    if [ "$process" != $$ ] && kill -0 "$process" 2>/dev/null; then return; fi
  done
  return 1
}

# Ends Maven or Java, if it runs, before another start may build.
unlock() {
  if [ -n "$child" ]; then
    kill "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  fi
  case $(readlink "$lock") in "$$" | "$$ $child") rm "$lock" ;; esac
  trap - EXIT HUP INT TERM
}

# in_background COMMAND ...: so that a signal ends this script at once, and unlock ends the command.
in_background() {
  "$@" >"$log" 2>&1 </dev/null &
  child=$!
  ln -s "$$ $child" "$lock.$$"
  mv -f "$lock.$$" "$lock"
}

build() {
  command -v mvn >/dev/null || fail "Maven is needed to build, but there is no mvn on the PATH"
  echo "Building…"
  # Until the end of this build, what is there may be half of it.
  rm -f "$stamp"
  # As old as the build's beginning: what is edited meanwhile is built by the next start.
  touch "$stamp.new"
  JAVA_HOME=$jdk in_background mvn -q -B package -Dmaven.test.skip=true
  if ! wait "$child"; then
    cat "$log" >&2
    fail "the build failed"
  fi
  archive_classes
  mv "$stamp.new" "$stamp"
}

# Archives the classes of a start for later ones, which then take less time. The JVM ignores an archive of other jars.
archive_classes() {
  if [ -f "$archive" ] && [ -z "$(find local/target/local.jar local/target/lib -newer "$archive")" ]; then return; fi
  in_background "${java[@]}" -XX:ArchiveClassesAtExit="$archive.new" "${arguments[@]}" --port 0
  until grep -q ' is ready at ' "$log" || ! kill -0 "$child" 2>/dev/null; do sleep 0.1; done
  kill "$child" 2>/dev/null || true
  if wait "$child" 2>/dev/null && [ -f "$archive.new" ]; then mv -f "$archive.new" "$archive"; fi
}

if "$rebuild" || ! is_built; then
  lock
  if "$rebuild" || ! is_built; then build; fi
  unlock
fi

# ----------------------------------------------------------------------------------------------------------------------
# Run
# ----------------------------------------------------------------------------------------------------------------------
# The event of the bootstrap function: the admin key that is given, or the one that the last start with this data kept.
# Otherwise it asks for another key, because the table may have an administrator whose key is lost.
if [ -n "$data" ]; then
  options+=(--data "$data" --result "$data/bootstrap.json")
  if [ -z "${CUBBY_ADMIN_KEY:-}" ] && [ -e "$data/bootstrap.json" ]; then
    CUBBY_ADMIN_KEY=$(sed -n 's/.*"adminKey" *: *"\([^"]*\)".*/\1/p' "$data/bootstrap.json")
    [ -n "$CUBBY_ADMIN_KEY" ] || fail "cannot read the admin key in $data/bootstrap.json; delete it to get a new key"
  fi
fi
event='{"anotherAdminKey":"true"}'
if [ -n "${CUBBY_ADMIN_KEY:-}" ]; then event="{\"adminKey\":\"$CUBBY_ADMIN_KEY\"}"; fi
unset CUBBY_ADMIN_KEY

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then options+=(--color); fi

# Silent if the archive does not fit.
if [ -f "$archive" ]; then java+=(-XX:SharedArchiveFile="$archive" '-Xlog:cds*=off' '-Xlog:aot*=off'); fi

# Not a child of this script but in its place: signals reach it, its status is this one's, and nothing is left behind.
# The event is standard input, because every user of this machine can read a process's arguments.
exec "${java[@]}" "${arguments[@]}" --event /dev/stdin --port "$port" ${options[@]+"${options[@]}"} <<<"$event"

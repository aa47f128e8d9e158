#!/usr/bin/env bash
# Starts the API as a user does, with start-local.sh. test-api.sh checks what it then does over HTTP.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=.ci/server.sh
. .ci/server.sh

fail() {
  echo "smoke: $1" >&2
  for file in output headers body; do
    if [ -s "$work/$file" ]; then
      echo "--- $file" >&2
      cat "$work/$file" >&2
    fi
  done
  exit 1
}

# call STATUS METHOD PATH [CURL OPTION ...]: leaves the answer in headers and body.
call() {
  local wanted=$1 method=$2 path=$3 status
  shift 3
  truncate --size 0 "$work/headers" "$work/body"
  status=$(curl -sS --max-time 30 -X "$method" -D "$work/headers" -o "$work/body" -w '%{http_code}' "$@" "$url$path") ||
    fail "no answer to $method $path"
  [ "$status" = "$wanted" ] || fail "$method $path was answered with $status, not $wanted"
  [ -n "$(header X-Request-Id)" ] || [ "$method" = OPTIONS ] || fail "$method $path: no X-Request-Id"
  if [ "$status" -ge 400 ]; then
    case $(header Content-Type) in
      application/problem+json*) ;;
      *) fail "$method $path: an error that is no problem document" ;;
    esac
    jq -e '.status == '"$status"' and (.type | startswith("urn:problem-type:cubby:")) and (.detail | length > 0)' \
      "$work/body" >/dev/null || fail "$method $path: the problem document is not as wanted"
  fi
}

# keyed: as call, with the admin's key.
keyed() {
  call "$@" -H "x-api-key: $key"
}

header() {
  tr -d '\r' <"$work/headers" | sed -n "s/^$1: //Ip" | tail -n 1
}

# ----------------------------------------------------------------------------------------------------------------------
echo "--- options"
./start-local.sh --help | grep -q '^usage: ' || fail "no help"
status=0
./start-local.sh --nonsense >"$work/output" 2>&1 || status=$?
[ "$status" -eq 2 ] || fail "an unknown option ended with status $status, not 2"

# ----------------------------------------------------------------------------------------------------------------------
echo "--- first start"
start --admin-key "$key"
if ps -ww -o args= -p "$pid" | grep -qF -- "$key"; then fail "the admin key is in the list of processes"; fi
grep -qF -- "$key" "$work/output" || fail "the admin key was not shown"

echo "--- who may call"
call 401 GET /records
call 401 GET /records -H 'x-api-key: not-a-key'
call 200 OPTIONS /records/settings -H 'Origin: http://localhost:5173' -H 'Access-Control-Request-Method: PUT'
[ "$(header Access-Control-Allow-Origin)" = '*' ] || fail "the preflight does not allow every origin"
keyed 404 GET /nothing/here
keyed 404 GET /records/settings

# ----------------------------------------------------------------------------------------------------------------------
echo "--- a taken port"
status=0
timeout 60 ./start-local.sh --port "${url##*:}" >/dev/null 2>"$work/body" || status=$?
{ [ "$status" -ne 0 ] && [ "$status" -ne 124 ]; } || fail "a taken port ended with status $status"
[ "$(wc -l <"$work/body")" -eq 1 ] || fail "a taken port is not one line"
stop

# ----------------------------------------------------------------------------------------------------------------------
echo "--- a second start, with data that stays"
export CUBBY_ADMIN_KEY=$key
value='{"theme": "dark", "volume": 7.10}'
start --data "$work/kept data"
if grep -q Building "$work/output"; then fail "it was built again though nothing had changed"; fi
keyed 201 POST /records/settings -d "$value"
stop
start --data "$work/kept data"
keyed 200 GET /records/settings
[ "$(cat "$work/body")" = "$value" ] || fail "the value did not stay"
stop

echo "smoke: all well"

#!/usr/bin/env bash
# Starts the API as a user does, with start-local.sh, and uses it over HTTP with curl and jq.
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
  local wanted=$1 method=(-X "$2") path=$3 status
  shift 3
  if [ "${method[1]}" = HEAD ]; then method=(--head); fi
  truncate --size 0 "$work/headers" "$work/body"
  status=$(curl -sS --max-time 30 "${method[@]}" -D "$work/headers" -o "$work/body" -w '%{http_code}' "$@" "$url$path") ||
    fail "no answer to ${method[*]} $path"
  [ "$status" = "$wanted" ] || fail "${method[*]} $path was answered with $status, not $wanted"
  [ -n "$(header X-Request-Id)" ] || [ "${method[1]:-}" = OPTIONS ] || fail "${method[*]} $path: no X-Request-Id"
  if [ "$status" -ge 400 ] && [ "${method[0]}" != --head ]; then
    case $(header Content-Type) in
      application/problem+json*) ;;
      *) fail "${method[*]} $path: an error that is no problem document" ;;
    esac
    body '.status == '"$status"' and (.type | startswith("urn:problem-type:cubby:")) and (.detail | length > 0)'
  fi
}

# keyed: as call, with the admin's key.
keyed() {
  call "$@" -H "x-api-key: $key"
}

header() {
  tr -d '\r' <"$work/headers" | sed -n "s/^$1: //Ip" | tail -n 1
}

body() {
  jq -e "$1" "$work/body" >/dev/null || fail "the body is not as wanted: $1"
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

echo "--- records"
value='{"theme": "dark", "volume": 7.10}'
keyed 404 GET /records/settings
keyed 201 POST /records/settings -H 'Content-Type: application/json' -d "$value"
body '.key == "settings" and .version == 1'
[ "$(header Location)" = /records/settings ] || fail "Location is $(header Location)"
etag=$(header ETag)
keyed 409 POST /records/settings -d "$value"
keyed 200 GET /records/settings
[ "$(cat "$work/body")" = "$value" ] || fail "the value came back changed"
[ "$(header ETag)" = "$etag" ] || fail "the ETag came back changed"
keyed 304 GET /records/settings -H "If-None-Match: $etag"
keyed 200 HEAD /records/settings
keyed 200 GET '/records?prefix=set'
body '.items | length == 1 and .[0].key == "settings" and .[0].value.theme == "dark"'
keyed 200 GET /records/keys
body '.items == ["settings"] and (has("next") | not)'
keyed 200 PUT /records/settings -H "If-Match: $etag" -d '{"theme":"light"}'
body '.version == 2'
keyed 412 PUT /records/settings -H "If-Match: $etag" -d '{"theme":"late"}'
keyed 400 PUT /records/settings -d '{"theme":'
keyed 400 GET '/records?limit=0'
body '.errors[0].field == "limit"'
keyed 204 DELETE /records/settings
keyed 404 GET /records/settings

echo "--- users"
keyed 201 POST /users -d '{"name":"Ada","email":"ada@example.com"}'
user=$(header Location)
keyed 409 POST /users -d '{"name":"Ada","email":"ADA@example.com"}'
keyed 400 POST /users -d '{"name":"","age":"36"}'
body '[.errors[].field] == ["age", "email", "name"]'
keyed 200 PUT "$user" -d '{"age":36}'
body '.name == "Ada" and .age == 36'
keyed 200 GET '/users?email=Ada@Example.com'
body '.items | length == 1'

echo "--- keys"
keyed 201 POST "$user/keys" -d '{"roles":["read","write"],"plan":"basic"}'
made=$(header Location)
secret=$(jq -r .apiKey "$work/body")
call 201 POST /records/of-ada -H "x-api-key: $secret" -d 1
keyed 404 GET /records/of-ada
call 403 GET "$user" -H "x-api-key: $secret"
keyed 200 GET "$user/keys"
body '.items | length == 1 and (.[0].lastUsedOn | length == 10) and (.[0] | has("apiKey") | not)'
call 200 GET /usage -H "x-api-key: $secret"
body '.plan == "basic" and .days[-1].used >= 1'
keyed 201 POST "$made/rotate" -d '{"graceSeconds":60}'
call 200 GET /records/of-ada -H "x-api-key: $(jq -r .apiKey "$work/body")"
keyed 409 POST "$made/rotate"
keyed 204 DELETE "$made"
keyed 404 DELETE "$made"
keyed 200 DELETE "$user"
keyed 404 GET "$user"

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
start --data "$work/kept data"
if grep -q Building "$work/output"; then fail "it was built again though nothing had changed"; fi
keyed 201 POST /records/settings -d "$value"
stop
start --data "$work/kept data"
keyed 200 GET /records/settings
[ "$(cat "$work/body")" = "$value" ] || fail "the value did not stay"
stop

echo "smoke: all well"

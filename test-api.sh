#!/usr/bin/env bash
# Calls every endpoint of a running Cubby, with valid and invalid requests, and reports each unexpected response. Needs
# curl, gzip and jq. Written for bash 3.2, which is what macOS has.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: ./test-api.sh [--wait SECONDS] BASE-URL [ADMIN-KEY]

Tests the API at BASE-URL, such as http://127.0.0.1:3000 or https://abc123.execute-api.eu-west-1.amazonaws.com/dev.

  ADMIN-KEY        a key with the roles admin, write and read; CUBBY_ADMIN_KEY does the same and keeps it out of the
                   process list
  --wait SECONDS   how long API Gateway may take to accept a new key; 300 by default
  --help           show this

The script creates a user and always deletes it with all its data. Without API Gateway, as in "sam local start-api", it
uses the data of ADMIN-KEY and reports what it skips. It exits with 0 if all checks passed, 1 if one failed, and 2 if its
arguments are invalid.
USAGE
}

scripts=$(dirname -- "${BASH_SOURCE[0]}")/scripts
# shellcheck source=scripts/messages.sh
. "$scripts/messages.sh"

# ----------------------------------------------------------------------------------------------------------------------
# Options
# ----------------------------------------------------------------------------------------------------------------------
base='' admin_key=${CUBBY_ADMIN_KEY:-} patience=300
while [ $# -gt 0 ]; do
  case $1 in
    --help) usage && exit 0 ;;
    --wait)
      case ${2:-} in '' | *[!0-9]*) misuse "--wait needs a number of seconds" ;; esac
      patience=$2 && shift
      ;;
    -*) misuse "unknown option $1" ;;
    *) if [ -z "$base" ]; then base=${1%/}; else admin_key=$1; fi ;;
  esac
  shift
done
case $base in
  http://?* | https://?*) ;;
  *) misuse "BASE-URL must begin with http:// or https://" ;;
esac
[ -n "$admin_key" ] || misuse "there is no ADMIN-KEY"
for tool in curl gzip jq; do
  command -v "$tool" >/dev/null || fail "$tool is not on the PATH"
done

# ----------------------------------------------------------------------------------------------------------------------
# State
# ----------------------------------------------------------------------------------------------------------------------
# Keys are in files that only this user can read, each a header for curl, and never in the arguments of a process.
umask 077
work=$(mktemp -d)
run=$(date +%s)-$$
# The path of a stage, with which every Location begins.
prefix=/${base#*://}/ && prefix=/${prefix#/*/} && prefix=${prefix%/}
readonly base work run prefix patience
readonly merge_patch='Content-Type: application/merge-patch+json' json_patch='Content-Type: application/json-patch+json'
: >"$work/nobody"
printf 'x-api-key: %s\n' "$admin_key" >"$work/admin"
unset admin_key
caller=nobody status='' user='' passed=0 failed=0 skipped=0

# shellcheck source=scripts/test-api/checks.sh
. "$scripts/test-api/checks.sh"
# shellcheck source=scripts/test-api/users.sh
. "$scripts/test-api/users.sh"
# shellcheck source=scripts/test-api/data.sh
. "$scripts/test-api/data.sh"

# ----------------------------------------------------------------------------------------------------------------------
# What needs no user
# ----------------------------------------------------------------------------------------------------------------------
service() {
  as nobody
  check 'health' 200 GET /health
  shows 'a readable table' '.status == "ok" and .table == "ok"'
  check 'the console' 200 GET /console
  local file
  file=/$(grep -o 'console/[^"/]*/app\.js' "$work/body")
  check 'a file of the console' 200 GET "$file"
  check 'a file of another version' 404 GET /console/0/app.js
  heads /console "$file"
  check 'the page' 200 GET /docs
  check 'a file of the page' 200 GET /docs/docs.css
  check 'an unknown file of the page' 404 GET /docs/absent.css
  check 'the description' 200 GET /openapi.json
  cp "$work/body" "$work/openapi.json"
  check 'an unchanged description' 304 GET /openapi.json --header "If-None-Match: $(header ETag)"
  heads /health /docs /docs/docs.css /openapi.json
}

callers() {
  as nobody
  check 'no key' 401 GET /records
  check 'a malformed key' 401 GET /records --header 'x-api-key: ?'
  check 'an unknown key' 401 GET /records --header 'x-api-key: cubby_0000000000000000000000000000000000000000000'
  check 'an unknown path' 404 GET /absent
  check 'an unknown method' 404 DELETE /health
  send OPTIONS /records/absent --header 'Origin: http://localhost:3000' --header 'Access-Control-Request-Method: PUT'
  is 'CORS for another origin' "$status$(header Access-Control-Allow-Origin | sed 's/.*/, allowed/')" '200, allowed'
}

# Every operation in the API's description must have been called.
completeness() {
  local missing
  missing=$(jq -r --rawfile called "$work/called" '
    ($called | split("\n")) as $called
    | .paths | to_entries[] | .key as $path | .value | keys[] | select(IN("get", "head", "post", "put", "patch", "delete"))
    | "\(ascii_upcase) \($path)" | select(("^" + gsub("{[^}]*}"; "[^/]+") + "$") as $pattern
      | $called | any(test($pattern)) | not)' "$work/openapi.json" | tr '\n' ' ') || missing='any: it is not JSON'
  result 'every operation of /openapi.json was called' "${missing:+not }$missing"
}

# ----------------------------------------------------------------------------------------------------------------------
# Beginning and end
# ----------------------------------------------------------------------------------------------------------------------
clean_up() {
  if [ -f "$work/made" ]; then
    while read -r caller path; do
      (send DELETE "$path") 2>/dev/null || break
    done <"$work/made"
  fi
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# section TITLE FUNCTION [ARGUMENT ...]
section() {
  echo "$1"
  shift
  "$@"
}

echo "Testing $base"
send GET "/no/such/path/$run"
case $status in
  404) gateway=true ;;
  # An emulator that ignores the template's gateway responses.
  403) gateway=false ;;
  *) fail "an unknown path returns $status, not 404: $base is not Cubby" ;;
esac
as admin
let_in GET '/users?limit=1'
key_works=true
if [ "$status" != 200 ]; then
  if "$gateway"; then fail "the admin key is refused with $status: $(body .detail)"; fi
  key_works=false
fi

section 'The service' service
if "$gateway"; then
  section 'Callers' callers
  section 'Users' users
  section 'Keys' keys
  section 'Roles' roles
  section 'Usage' usage_of_keys
else
  echo 'There is no API Gateway here; perhaps this is "sam local start-api"'
  skip 'callers, roles: the gateway requires no key'
  skip 'keys: there is no control plane to create them'
  skip 'usage: there are no plans'
  cp "$work/admin" "$work/data"
  if "$key_works"; then section 'Users' users; else skip 'users: the admin key is unknown'; fi
fi
if "$key_works"; then
  section 'Expiring data' short_lives
  section 'Records' records
  section 'Notes' notes
  section 'Items' items
  section 'Collections' collections
  section 'Batches' batches
  section 'Export and import' transfer
  section 'Sources' sources
  section 'Repetitions' repetitions
  section 'Expiry' expiry
  section 'Deleting a user' end_of_user
else
  skip 'records, notes, items, collections, batches, exports, sources, repetitions, expiry: the admin key is unknown'
fi
if "$gateway"; then section 'Completeness' completeness; fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]

#!/usr/bin/env bash
# Calls every endpoint of a running Cubby, with valid and invalid requests, and reports each unexpected response. Needs curl
# and jq. Written for bash 3.2, which is what macOS has.
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

misuse() {
  echo "test-api.sh: $1" >&2
  usage >&2
  exit 2
}

give_up() {
  echo "test-api.sh: $1" >&2
  exit 1
}

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
for tool in curl jq; do
  command -v "$tool" >/dev/null || give_up "$tool is not on the PATH"
done

# ----------------------------------------------------------------------------------------------------------------------
# Calls
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

# as NAME: makes the following calls with this key.
as() {
  caller=$1
}

# send METHOD PATH [CURL OPTION ...]: stores the response in $status, headers and body. Waits and retries when throttled.
send() {
  local method=(--request "$1") path=$2 attempt pause
  if [ "$1" = HEAD ]; then method=(--head); fi
  echo "$1 ${path%%\?*}" >>"$work/called"
  shift 2
  for attempt in 1 2 3 4 5; do
    : >"$work/headers" && : >"$work/body"
    status=$(curl --silent --show-error --max-time 40 "${method[@]}" --header @"$work/$caller" --dump-header "$work/headers" \
      --output "$work/body" --write-out '%{http_code}' "$@" "$base$path") || give_up "no answer from $base$path"
    if [ "$status" != 429 ]; then return; fi
    pause=$(header Retry-After)
    # A used-up quota asks for an hour, which is too long to wait here.
    if [ "${pause:-1}" -gt 10 ]; then return; fi
    sleep "${pause:-1}"
  done
}

header() {
  tr -d '\r' <"$work/headers" |
    awk -v name="$1: " 'tolower(substr($0, 1, length(name))) == tolower(name) { print substr($0, length(name) + 1) }'
}

# The path of the created resource, below the stage.
location() {
  local path
  path=$(header Location)
  echo "${path#"$prefix"}"
}

# body FILTER: a value in the response body.
body() {
  jq -r "$1" "$work/body" 2>/dev/null || true
}

# let_in METHOD PATH: repeats the call until API Gateway knows a new key. Until then it reports a key without a usage plan.
let_in() {
  local end=$((SECONDS + patience))
  send "$@"
  while [ "$status" = 403 ] && [[ $(body .detail) == *"usage plan"* ]] && [ $SECONDS -lt $end ]; do
    sleep 3
    send "$@"
  done
}

# ----------------------------------------------------------------------------------------------------------------------
# Checks
# ----------------------------------------------------------------------------------------------------------------------
# result NAME [FLAW]: counts and prints a check, which passes if there is no flaw.
result() {
  if [ -z "${2:-}" ]; then
    passed=$((passed + 1))
    printf '  ok    %s\n' "$1"
  else
    failed=$((failed + 1))
    printf '  FAIL  %s: %s\n' "$1" "$2"
  fi
}

# skip NAME: counts a skipped check.
skip() {
  skipped=$((skipped + 1))
  printf '  skip  %s\n' "$1"
}

# flaw STATUS: prints why the response is not a valid one of this status: each has an id, and errors are problem documents.
flaw() {
  if [ "$status" != "$1" ]; then
    echo "returned $status, not $1 ($(body '.detail // "no problem document"'))"
  elif ! grep -qi '^X-Request-Id: .' "$work/headers"; then
    echo "no X-Request-Id"
  elif [ "$status" -ge 400 ] && [ -s "$work/body" ] && ! jq -e --argjson status "$status" \
    '.status == $status and (.type | startswith("urn:problem-type:cubby:")) and .detail and .requestId' "$work/body" >/dev/null; then
    echo "no problem document"
  fi
}

# A path without ids and parameters.
brief() {
  local path=${1%%\?*}
  while [[ $path =~ [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} ]]; do path=${path/${BASH_REMATCH[0]}/…}; done
  echo "$path"
}

# check NAME STATUS METHOD PATH [CURL OPTION ...]: makes a call and checks its status. Records created resources for clean_up.
check() {
  local name wanted=$2
  name="$3 $(brief "$4"), $2: $1"
  shift 2
  send "$@"
  result "$name" "$(flaw "$wanted")"
  if [ "$status" = 201 ]; then echo "$caller $(location)" >>"$work/made"; fi
}

# shows NAME FILTER: checks the body of the last response.
shows() {
  if jq -e "$2" "$work/body" >/dev/null 2>&1; then result "… $1"; else result "… $1" "not $2"; fi
}

# is NAME FOUND WANTED
is() {
  if [ "$2" = "$3" ]; then result "… $1"; else result "… $1" "it is '$2', not '$3'"; fi
}

# lists NAME FILTER PATH: reads a list until it shows the latest writes, for at most 10 s.
lists() {
  local attempt
  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    send GET "$3"
    if [ "$attempt" = 10 ] || jq -e "$2" "$work/body" >/dev/null 2>&1; then break; fi
    sleep 1
  done
  result "GET $(brief "$3"), 200: $1" "$(flaw 200)"
  shows 'the written data' "$2"
}

# heads PATH ...: HEAD returns what GET does, without a body.
heads() {
  local path
  for path in "$@"; do
    check 'as GET, without a body' 200 HEAD "$path"
  done
}

# ----------------------------------------------------------------------------------------------------------------------
# Resources
# ----------------------------------------------------------------------------------------------------------------------
service() {
  as nobody
  check 'health' 200 GET /health
  shows 'a readable table' '.status == "ok" and .table == "ok"'
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

users() {
  local email="Test-$run@example.com" id etag
  as admin
  check 'a new user' 201 POST /users --data '{"name":"Test","email":"'"$email"'","age":36}'
  shows 'all of it' '.name == "Test" and .age == 36 and .createdAt == .updatedAt'
  id=$(body .userId)
  [ -n "$id" ] || give_up "the user was not created"
  user=/users/$id
  is 'the Location' "$(header Location)" "$prefix$user"
  check 'a taken address, in another case' 409 POST /users --data '{"name":"Test","email":"'"test-$run@EXAMPLE.com"'"}'
  check 'invalid fields' 400 POST /users --data '{"name":"","email":"test@","age":151}'
  shows 'every invalid field' '[.errors[].field] == ["age", "email", "name"]'
  check 'an unknown field' 400 POST /users --data '{"name":"Test","email":"'"$email"'","role":"admin"}'
  check 'invalid JSON' 400 POST /users --data '{"name":'
  check 'another media type than JSON' 415 POST /users --header 'Content-Type: text/plain' --data '{}'
  check 'the user' 200 GET "$user"
  etag=$(header ETag)
  check 'an unchanged user' 304 GET "$user" --header "If-None-Match: $etag"
  check 'a change' 200 PUT "$user" --header "If-Match: $etag" --data '{"name":"Test 2","age":null}'
  shows 'the other fields unchanged' '.name == "Test 2" and .email == "'"$email"'" and (has("age") | not)'
  check 'an outdated ETag' 412 PUT "$user" --header "If-Match: $etag" --data '{"age":37}'
  check 'an empty change' 400 PUT "$user" --data '{}'
  check 'an unknown user' 404 GET /users/00000000-0000-7000-8000-000000000000
  check 'users by address' 200 GET "/users?email=test-$run@example.com"
  shows 'this user' '[.items[].userId] == ["'"$id"'"]'
  lists 'users' '.items | length >= 1' '/users?limit=1&order=desc'
  check 'a limit out of range' 400 GET '/users?limit=101'
  shows 'which parameter' '.errors[0].field == "limit"'
  check 'an unknown parameter' 400 GET '/users?mail=x'
  heads /users "$user"
}

# key NAME ROLES [MORE]: creates a key of the user and sets $key to its path.
key() {
  as admin
  check "a key for $1" 201 POST "$user/keys" --data '{"name":"'"$1"'","roles":['"$2"'],"plan":"pro"'"${3:-}"'}'
  keep_key "$1"
}

# keep_key NAME: stores the key that the response shows, for as NAME. Sets $key to its path.
keep_key() {
  key=$(location)
  body '"x-api-key: \(.apiKey)"' >"$work/$1"
}

keys() {
  local key spare
  key writer '"write"'
  key reader '"read"'
  key data '"read","write"'
  key spare '"read"'
  spare=$key
  check 'an invalid key' 400 POST "$user/keys" --data '{"roles":["root"],"plan":"gold"}'
  shows 'both fields' '[.errors[].field] == ["plan", "roles[0]"]'
  check 'a key for an unknown user' 404 POST /users/00000000-0000-7000-8000-000000000000/keys --data '{"roles":["read"],"plan":"basic"}'
  lists 'keys without secrets' '(.items | length == 4) and ([.items[] | has("apiKey")] | any | not)' "$user/keys"
  heads "$user/keys"
  check 'a change' 200 PUT "$spare" --data '{"name":"renamed","plan":"basic"}'
  shows 'the other fields unchanged' '.name == "renamed" and .plan == "basic" and .roles == ["read"]'
  check 'an outdated ETag' 412 PUT "$spare" --header 'If-Match: "AAAAAAAAAAAA.9"' --data '{"name":"late"}'
  check 'an unknown plan' 400 PUT "$spare" --data '{"plan":"gold"}'
  check 'a rotation' 201 POST "$spare/rotate" --data '{"graceSeconds":60}'
  keep_key fresh
  check 'a second rotation' 409 POST "$spare/rotate"
  check 'too long a grace period' 400 POST "$key/rotate" --data '{"graceSeconds":2678401}'
  check 'an unused key' 204 DELETE "$key"
  check 'the same again' 404 DELETE "$key"
  as fresh
  check 'a deleted key' 401 GET /records
}

roles() {
  as data && let_in GET /records
  as writer && let_in DELETE /records/absent
  check 'a key without the role read' 403 GET /records
  as reader && let_in GET /records
  check 'a key without the role write' 403 PUT /records/absent --data 1
  check 'a key without the role admin' 403 GET "$user"
}

records() {
  local key=test-$run value='{"theme": "dark", "volume": 7.10}' etag present
  local record=/records/$key
  as data
  check 'an absent record' 404 GET "$record"
  check 'nothing to replace' 404 PUT "$record" --data 1
  check 'a new record' 201 POST "$record" --header 'Content-Type: application/json' --data "$value"
  shows 'its metadata' '.key == "'"$key"'" and .version == 1'
  is 'the Location' "$(header Location)" "$prefix$record"
  check 'the key is taken' 409 POST "$record" --data 2
  check 'the value' 200 GET "$record"
  is 'the exact text' "$(cat "$work/body")" "$value"
  etag=$(header ETag)
  check 'an unchanged value' 304 GET "$record" --header "If-None-Match: $etag"
  check 'another value' 200 PUT "$record" --header "If-Match: $etag" --data '{"theme":"light"}'
  shows 'the next version' '.version == 2'
  present=$(header ETag)
  check 'an outdated ETag' 412 PUT "$record" --header "If-Match: $etag" --data 3
  is 'the current ETag' "$(header ETag)" "$present"
  check 'a merge patch' 200 PATCH "$record" --header "$merge_patch" --data '{"n":1.50,"theme":"dark"}'
  set -- --header "$json_patch" --header "Idempotency-Key: $key"
  set -- "$@" --data '[{"op":"test","path":"/n","value":1.5},{"op":"increment","path":"/n","value":0.25}]'
  check 'a JSON patch' 200 PATCH "$record" "$@"
  shows 'the next version' '.version == 4'
  check 'the same again' 200 PATCH "$record" "$@"
  shows 'the same version' '.version == 4'
  check 'the value' 200 GET "$record"
  is 'the exact text' "$(cat "$work/body")" '{"theme":"dark","n":1.75}'
  check 'a test that fails' 409 PATCH "$record" --header "$json_patch" --data '[{"op":"test","path":"/n","value":1.5}]'
  shows 'which operation' '.detail | startswith("Operation [0] failed: /n ")'
  check 'a malformed patch' 400 PATCH "$record" --header "$json_patch" --data '[{"op":"add","path":"n"}]'
  shows 'where' '[.errors[].field] == ["[0].path", "[0].value"]'
  check 'no type of a patch' 415 PATCH "$record" --data '{}'
  is 'the types' "$(header Accept-Patch)" 'application/merge-patch+json, application/json-patch+json'
  check 'nothing to patch' 404 PATCH "$record-2" --header "$merge_patch" --data '{}'
  check 'an outdated ETag' 412 PATCH "$record" --header "$merge_patch" --header "If-Match: $present" --data '{}'
  check 'a merge patch that removes' 200 PATCH "$record" --header "$merge_patch" --data '{"n":null,"theme":"light"}'
  check 'If-None-Match for an existing record' 412 PUT "$record" --header 'If-None-Match: *' --data 3
  check 'an upsert' 201 PUT "$record-2?upsert=true" --data '[]'
  lists 'records by prefix' '[.items[].value] == [{"theme":"light"}, []]' "/records?prefix=$key"
  lists 'keys by prefix' '.items == ["'"$key"'", "'"$key-2"'"]' "/records/keys?prefix=$key"
  check 'a page of one' 200 GET "/records/keys?prefix=$key&limit=1"
  shows 'the first' '(.items == ["'"$key"'"]) and .next'
  check 'the page after it' 200 GET "$(header Link | sed "s|^<$prefix\\(.*\\)>; rel=\"next\"\$|\\1|")"
  shows 'the second' '.items == ["'"$key-2"'"]'
  check 'an invalid cursor' 400 GET '/records?cursor=absent'
  shows 'which parameter' '.errors[0].field == "cursor"'
  check 'an invalid order' 400 GET '/records?order=up'
  check 'an invalid key' 400 GET '/records/a%20b'
  check 'invalid JSON' 400 PUT "$record" --data '{"theme":'
  check 'another media type than JSON' 415 PUT "$record" --header 'Content-Type: text/plain' --data 1
  check 'a compressed body' 415 PUT "$record" --header 'Content-Encoding: gzip' --data 1
  jq -n '"x" * 410000' >"$work/large"
  check 'too large a value' 413 PUT "$record" --data @"$work/large"
  shows 'the limit' '.detail | test("limit")'
  heads /records /records/keys "$record"
  check 'the second' 204 DELETE "$record-2"
  check 'an outdated ETag' 412 DELETE "$record" --header "If-Match: $etag"
  check 'the first' 204 DELETE "$record"
  check 'gone' 404 DELETE "$record"
}

# things PATH BODY OTHER-BODY: the checks that notes and items share. Sets $thing to the path of a new one.
things() {
  local path=$1 first=$2 other=$3 etag
  as data
  check 'a new one' 201 POST "$path" --data "$first"
  thing=$path/$(body .id)
  is 'the Location' "$(header Location)" "$prefix$thing"
  etag=$(header ETag)
  check 'the stored fields' 200 GET "$thing"
  shows 'all of it' ". as \$all | $first | to_entries | all(\$all[.key] == .value)"
  check 'an unchanged resource' 304 GET "$thing" --header "If-None-Match: $etag"
  check 'a replacement' 200 PUT "$thing" --header "If-Match: $etag" --data "$other"
  check 'an outdated ETag' 412 PUT "$thing" --header "If-Match: $etag" --data "$other"
  check 'a patch' 200 PATCH "$thing" --header "$merge_patch" --data "$other"
  check 'an unknown field in it' 400 PATCH "$thing" --header "$merge_patch" --data '{"colour":"red"}'
  check 'an unknown field' 400 POST "$path" --data '{"name":"Test","colour":"red"}'
  shows 'which field' '[.errors[].field] | index("colour")'
  check 'invalid JSON' 400 PUT "$thing" --data '{'
  check 'another media type than JSON' 415 POST "$path" --header 'Content-Type: text/plain' --data "$first"
  lists 'the newest first' '.items[0].id == "'"${thing##*/}"'"' "$path?order=desc&limit=1"
  check 'a limit out of range' 400 GET "$path?limit=0"
  check 'an unknown id' 404 GET "$path/absent"
  heads "$path" "$thing"
}

# end_of_thing: deletes $thing.
end_of_thing() {
  check 'an outdated ETag' 412 DELETE "$thing" --header 'If-Match: "AAAAAAAAAAAA.9"'
  check 'the one' 204 DELETE "$thing"
  check 'gone' 404 GET "$thing"
  check 'nothing to replace' 404 PUT "$thing" --data '{"'"$1"'":"Test"}'
}

notes() {
  local thing
  things /notes '{"title":"Groceries","content":"Bread, milk"}' '{"title":"Test '"$run"'"}'
  lists 'notes by title prefix' '[.items[].title] == ["Test '"$run"'"]' "/notes?title=test%20$run"
  check 'notes of a day' 200 GET '/notes?from=2026-01-05T00:00:00Z&to=2026-01-06T00:00:00Z'
  shows 'none' '.items == []'
  check 'a title with a time' 400 GET '/notes?title=test&from=2026-01-05T00:00:00Z'
  jq -n '{content: ("x" * 102401)}' >"$work/large"
  check 'too large a content' 413 POST /notes --data @"$work/large"
  end_of_thing title
}

items() {
  local thing
  things /items '{"name":"Lamp","description":"Brass"}' '{"name":"Test"}'
  check 'no name' 400 POST /items --data '{"description":"Brass"}'
  shows 'which field' '.errors[0].field == "name"'
  end_of_thing name
}

sources() {
  local name=test-$run
  as data
  check 'the newest event before any event' 404 POST /source/expose --data '{"type":"latest","name":"'"$name"'"}'
  check 'statistics before any event' 200 POST /source/expose --data '{"type":"7d_average","name":"'"$name"'"}'
  shows 'no event' '.status == 200 and .data.count == 0'
  check 'an event' 200 POST /source/write_raw --data '{"data":{"t":20,"in":{"t":7}},"name":"'"$name"'"}'
  check 'another one' 200 POST /source/write_raw --data '{"data":{"t":21.5},"name":"'"$name"'"}'
  check 'the newest' 200 POST /source/expose --data '{"type":"latest","name":"'"$name"'"}'
  shows 'as it was written' '.data.data == {"t":21.5}'
  check 'statistics of a day, by their other name' 200 POST /source/expose --data '{"type":"24_average","name":"'"$name"'"}'
  shows 'both events' '.data.count == 2 and .data.fields["/t"].mean == 20.75 and .data.fields["/in/t"].count == 1'
  check 'statistics of each step' 200 POST /source/expose --data '{"type":"24h_devt","name":"'"$name"'"}'
  shows 'both events' '[.data.steps[].count] | add == 2'
  check 'an unknown type' 400 POST /source/expose --data '{"type":"1h_average"}'
  shows 'the known types' '.errors[0].message | contains("latest, 24h_average, 24h_devt, 7d_average, 7d_devt")'
  check 'no data' 400 POST /source/write_raw --data '{"name":"'"$name"'"}'
  check 'too large a number' 400 POST /source/write_raw --data '{"data":{"t":1e15}}'
  check 'a time in the future' 400 POST /source/write_raw --data '{"data":{},"eventTime":"2100-01-01T00:00:00Z"}'
  if "$gateway"; then
    as admin
    lists 'who did what' '[.items[].action] == ["latest","7d_average","write_raw","write_raw","latest","24h_average","24h_devt"]' \
      "/source/actions?userId=${user##*/}&name=$name"
    heads "/source/actions?userId=${user##*/}&name=$name"
    check 'actions without a user' 400 GET "/source/actions?name=$name"
  else
    skip 'GET /source/actions: no authorizer identifies the user'
  fi
}

repetitions() {
  local first
  as data
  check 'an Idempotency-Key' 201 POST /items --header "Idempotency-Key: $run" --data '{"name":"Once"}'
  first=$(body .id)
  check 'the same again' 201 POST /items --header "Idempotency-Key: $run" --data '{"name":"Once"}'
  is 'the id' "$(body .id)" "$first"
  check 'the same Idempotency-Key for another body' 422 POST /items --header "Idempotency-Key: $run" --data '{"name":"Twice"}'
  check 'an invalid Idempotency-Key' 400 POST /items --header 'Idempotency-Key: a b' --data '{"name":"Once"}'
}

usage_of_keys() {
  as data
  check 'usage of this key' 200 GET /usage
  shows 'plan and limits' '.plan == "pro" and .limits.requestsPerSecond > 0 and .maxAgeSeconds > 0'
  as admin
  check 'usage of the user' 200 GET "$user/usage?limit=1"
  shows 'one key' '.items | length == 1'
  check 'a limit out of range' 400 GET "$user/usage?limit=11"
  check 'usage of an unknown user' 404 GET /users/00000000-0000-7000-8000-000000000000/usage
  heads /usage "$user/usage"
}

# Creates what expires; expiry reads it after all other checks.
short_lives() {
  as data
  check 'a record that expires in a second' 201 POST "/records/late-$run?ttl=1" --data 1
  shows 'when it expires' '.expiresAt > .createdAt'
  # By the clock of the API.
  if "$gateway"; then key late '"read"' ',"expiresAt":'"$(body '.createdAt[:19] + "Z" | fromdate + 10')"; fi
  as data
  check 'both ttl and expiresAt' 400 PUT "/records/late-$run?ttl=1&expiresAt=2100-01-01T00:00:00Z" --data 1
  expired=$((SECONDS + 12))
}

expiry() {
  sleep $((expired > SECONDS ? expired - SECONDS : 0))
  as data
  check 'an expired record' 404 GET "/records/late-$run"
  if "$gateway"; then
    as late
    send GET /records
    # 401 after DynamoDB has deleted the key.
    result 'GET /records, 403: an expired key' "$(flaw "$((status == 401 ? 401 : 403))")"
  fi
}

end_of_user() {
  as admin
  check 'an outdated ETag' 412 DELETE "$user" --header 'If-Match: "AAAAAAAAAAAA.9"'
  check 'the user' 200 DELETE "$user"
  shows 'the deleted user' '.name == "Test 2"'
  check 'gone' 404 GET "$user"
  check 'the same again' 404 DELETE "$user"
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
  *) give_up "an unknown path returns $status, not 404: $base is not Cubby" ;;
esac
as admin
let_in GET '/users?limit=1'
key_works=true
if [ "$status" != 200 ]; then
  if "$gateway"; then give_up "the admin key is refused with $status: $(body .detail)"; fi
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
  section 'Sources' sources
  section 'Repetitions' repetitions
  section 'Expiry' expiry
  section 'Deleting a user' end_of_user
else
  skip 'records, notes, items, sources, repetitions, expiry: the admin key is unknown'
fi
if "$gateway"; then section 'Completeness' completeness; fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]

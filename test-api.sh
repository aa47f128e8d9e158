#!/usr/bin/env bash
# Calls every endpoint of a running Cubby, as it is meant and as it is not, and tells what is answered otherwise than it
# should be. Needs curl and jq. Written for bash 3.2, which is what macOS has.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: ./test-api.sh [--wait SECONDS] BASE-URL [ADMIN-KEY]

Tests the API at BASE-URL, such as http://127.0.0.1:3000 or https://abc123.execute-api.eu-west-1.amazonaws.com/dev.

  ADMIN-KEY        a key with the roles admin, write and read; CUBBY_ADMIN_KEY does the same, and no list of processes
                   shows it
  --wait SECONDS   how long API Gateway may take to let a new key in, 300 if not given
  --help           show this

It makes a user for itself, and deletes it and all its data in the end, however it ends. Where API Gateway is not there,
as in "sam local start-api", it uses the data of ADMIN-KEY and says what it skips. Status 0 means that all passed, 1 that
something failed, 2 that it was not asked properly.
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
  command -v "$tool" >/dev/null || give_up "$tool is needed, but not on the PATH"
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
: >"$work/nobody"
printf 'x-api-key: %s\n' "$admin_key" >"$work/admin"
unset admin_key
caller=nobody status='' user='' passed=0 failed=0 skipped=0

# as NAME: the following calls are made with this key.
as() {
  caller=$1
}

# send METHOD PATH [CURL OPTION ...]: leaves the answer in $status, headers and body. Waits and asks again when throttled.
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
    # An hour is for a quota that is used up, which no wait here will change.
    if [ "${pause:-1}" -gt 10 ]; then return; fi
    sleep "${pause:-1}"
  done
}

header() {
  tr -d '\r' <"$work/headers" |
    awk -v name="$1: " 'tolower(substr($0, 1, length(name))) == tolower(name) { print substr($0, length(name) + 1) }'
}

# The path of what was made, below the stage.
location() {
  local path
  path=$(header Location)
  echo "${path#"$prefix"}"
}

# body FILTER: the value in the answer's body.
body() {
  jq -r "$1" "$work/body" 2>/dev/null || true
}

# let_in METHOD PATH: asks until API Gateway knows a new key. It says that a key which it does not know is on no plan.
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
# result NAME [FLAW]: counts a check and prints it. Without a flaw it has passed.
result() {
  if [ -z "${2:-}" ]; then
    passed=$((passed + 1))
    printf '  ok    %s\n' "$1"
  else
    failed=$((failed + 1))
    printf '  FAIL  %s: %s\n' "$1" "$2"
  fi
}

# skip NAME: counts what is not tested here.
skip() {
  skipped=$((skipped + 1))
  printf '  skip  %s\n' "$1"
}

# What is wrong with an answer of this status, if anything: each has an id, and errors are problem documents.
flaw() {
  if [ "$status" != "$1" ]; then
    echo "answered with $status, not $1 ($(body '.detail // "no problem document"'))"
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

# check NAME STATUS METHOD PATH [CURL OPTION ...]: calls and judges the answer. Notes what was made, for the end.
check() {
  local name wanted=$2
  name="$3 $(brief "$4"), $2: $1"
  shift 2
  send "$@"
  result "$name" "$(flaw "$wanted")"
  if [ "$status" = 201 ]; then echo "$caller $(location)" >>"$work/made"; fi
}

# shows NAME FILTER: judges the body of the answer before.
shows() {
  if jq -e "$2" "$work/body" >/dev/null 2>&1; then result "… $1"; else result "… $1" "not $2"; fi
}

# is NAME FOUND WANTED
is() {
  if [ "$2" = "$3" ]; then result "… $1"; else result "… $1" "it is '$2', not '$3'"; fi
}

# lists NAME FILTER PATH: asks for a list until it shows what was written a moment ago, for 10 s.
lists() {
  local attempt
  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    send GET "$3"
    if [ "$attempt" = 10 ] || jq -e "$2" "$work/body" >/dev/null 2>&1; then break; fi
    sleep 1
  done
  result "GET $(brief "$3"), 200: $1" "$(flaw 200)"
  shows 'what was written' "$2"
}

# heads PATH ...: HEAD is answered as GET is, without a body.
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
  check 'works' 200 GET /health
  shows 'the table too' '.status == "ok" and .table == "ok"'
  check 'the page' 200 GET /docs
  check 'a file of the page' 200 GET /docs/docs.css
  check 'no file of the page' 404 GET /docs/absent.css
  check 'the description' 200 GET /openapi.json
  cp "$work/body" "$work/openapi.json"
  check 'the description has not changed' 304 GET /openapi.json --header "If-None-Match: $(header ETag)"
  heads /health /docs /docs/docs.css /openapi.json
}

callers() {
  as nobody
  check 'no key' 401 GET /records
  check 'what cannot be a key' 401 GET /records --header 'x-api-key: ?'
  check 'a key that is nobody'"'s" 401 GET /records --header 'x-api-key: cubby_0000000000000000000000000000000000000000000'
  check 'no such path' 404 GET /absent
  check 'no such method' 404 DELETE /health
  send OPTIONS /records/absent --header 'Origin: http://localhost:3000' --header 'Access-Control-Request-Method: PUT'
  is 'a browser may ask from elsewhere' "$status$(header Access-Control-Allow-Origin | sed 's/.*/, allowed/')" '200, allowed'
}

users() {
  local email="Test-$run@example.com" id etag
  as admin
  check 'a new user' 201 POST /users --data '{"name":"Test","email":"'"$email"'","age":36}'
  shows 'all of it' '.name == "Test" and .age == 36 and .createdAt == .updatedAt'
  id=$(body .userId)
  [ -n "$id" ] || give_up "no user could be made"
  user=/users/$id
  is 'the Location' "$(header Location)" "$prefix$user"
  check 'the address is taken, whatever its case' 409 POST /users --data '{"name":"Test","email":"'"test-$run@EXAMPLE.com"'"}'
  check 'fields that are wrong' 400 POST /users --data '{"name":"","email":"test@","age":151}'
  shows 'each of them' '[.errors[].field] == ["age", "email", "name"]'
  check 'a field that is unknown' 400 POST /users --data '{"name":"Test","email":"'"$email"'","role":"admin"}'
  check 'no JSON' 400 POST /users --data '{"name":'
  check 'not said to be JSON' 415 POST /users --header 'Content-Type: text/plain' --data '{}'
  check 'the user' 200 GET "$user"
  etag=$(header ETag)
  check 'the user has not changed' 304 GET "$user" --header "If-None-Match: $etag"
  check 'what changes' 200 PUT "$user" --header "If-Match: $etag" --data '{"name":"Test 2","age":null}'
  shows 'the rest as it was' '.name == "Test 2" and .email == "'"$email"'" and (has("age") | not)'
  check 'a change that came late' 412 PUT "$user" --header "If-Match: $etag" --data '{"age":37}'
  check 'no change' 400 PUT "$user" --data '{}'
  check 'nobody' 404 GET /users/00000000-0000-7000-8000-000000000000
  check 'by address' 200 GET "/users?email=test-$run@example.com"
  shows 'the one' '[.items[].userId] == ["'"$id"'"]'
  lists 'users' '.items | length >= 1' '/users?limit=1&order=desc'
  check 'a limit out of range' 400 GET '/users?limit=101'
  shows 'which parameter' '.errors[0].field == "limit"'
  heads /users "$user"
}

# key NAME ROLES [MORE]: makes a key of the user, and sets $key to its path.
key() {
  as admin
  check "a key for $1" 201 POST "$user/keys" --data '{"name":"'"$1"'","roles":['"$2"'],"plan":"pro"'"${3:-}"'}'
  keep_key "$1"
}

# keep_key NAME: keeps the key that the answer shows, this once, for as NAME. Sets $key to its path.
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
  check 'what no key can be' 400 POST "$user/keys" --data '{"roles":["root"],"plan":"gold"}'
  shows 'each field' '[.errors[].field] == ["plan", "roles[0]"]'
  check 'for nobody' 404 POST /users/00000000-0000-7000-8000-000000000000/keys --data '{"roles":["read"],"plan":"basic"}'
  lists 'keys without what their holders send' '(.items | length == 4) and ([.items[] | has("apiKey")] | any | not)' "$user/keys"
  heads "$user/keys"
  check 'what changes' 200 PUT "$spare" --data '{"name":"renamed","plan":"basic"}'
  shows 'the rest as it was' '.name == "renamed" and .plan == "basic" and .roles == ["read"]'
  check 'a state that it is not in' 412 PUT "$spare" --header 'If-Match: "AAAAAAAAAAAA.9"' --data '{"name":"late"}'
  check 'no such plan' 400 PUT "$spare" --data '{"plan":"gold"}'
  check 'a key in its place' 201 POST "$spare/rotate" --data '{"graceSeconds":60}'
  keep_key fresh
  check 'only once' 409 POST "$spare/rotate"
  check 'a grace that is too long' 400 POST "$key/rotate" --data '{"graceSeconds":2678401}'
  check 'a key that was never used' 204 DELETE "$key"
  check 'the same again' 404 DELETE "$key"
  as fresh
  check 'a key that was deleted' 401 GET /records
}

roles() {
  as data && let_in GET /records
  as writer && let_in DELETE /records/absent
  check 'not for those who only write' 403 GET /records
  as reader && let_in GET /records
  check 'not for those who only read' 403 PUT /records/absent --data 1
  check 'for admins only' 403 GET "$user"
}

records() {
  local key=test-$run value='{"theme": "dark", "volume": 7.10}' etag present
  local record=/records/$key
  as data
  check 'not there yet' 404 GET "$record"
  check 'nothing to replace' 404 PUT "$record" --data 1
  check 'a new record' 201 POST "$record" --header 'Content-Type: application/json' --data "$value"
  shows 'its metadata' '.key == "'"$key"'" and .version == 1'
  is 'the Location' "$(header Location)" "$prefix$record"
  check 'the key is taken' 409 POST "$record" --data 2
  check 'the value' 200 GET "$record"
  is 'the very text' "$(cat "$work/body")" "$value"
  etag=$(header ETag)
  check 'the value has not changed' 304 GET "$record" --header "If-None-Match: $etag"
  check 'another value' 200 PUT "$record" --header "If-Match: $etag" --data '{"theme":"light"}'
  shows 'the next version' '.version == 2'
  present=$(header ETag)
  check 'a value that came late' 412 PUT "$record" --header "If-Match: $etag" --data 3
  is 'the present ETag' "$(header ETag)" "$present"
  check 'only if there is none' 412 PUT "$record" --header 'If-None-Match: *' --data 3
  check 'a new one, or another value' 201 PUT "$record-2?upsert=true" --data '[]'
  lists 'by prefix, with values' '[.items[].value] == [{"theme":"light"}, []]' "/records?prefix=$key"
  lists 'keys by prefix' '.items == ["'"$key"'", "'"$key-2"'"]' "/records/keys?prefix=$key"
  check 'a page of one' 200 GET "/records/keys?prefix=$key&limit=1"
  shows 'the first' '(.items == ["'"$key"'"]) and .next'
  check 'the page after it' 200 GET "$(header Link | sed "s|^<$prefix\\(.*\\)>; rel=\"next\"\$|\\1|")"
  shows 'the second' '.items == ["'"$key-2"'"]'
  check 'a cursor that is none' 400 GET '/records?cursor=absent'
  shows 'which parameter' '.errors[0].field == "cursor"'
  check 'an order that is none' 400 GET '/records?order=up'
  check 'a key that is none' 400 GET '/records/a%20b'
  check 'no JSON' 400 PUT "$record" --data '{"theme":'
  check 'not said to be JSON' 415 PUT "$record" --header 'Content-Type: text/plain' --data 1
  jq -n '"x" * 410000' >"$work/large"
  check 'a value that does not fit' 413 PUT "$record" --data @"$work/large"
  shows 'the limit' '.detail | test("limit")'
  heads /records /records/keys "$record"
  check 'the second' 204 DELETE "$record-2"
  check 'a version that it is not' 412 DELETE "$record" --header "If-Match: $etag"
  check 'the first' 204 DELETE "$record"
  check 'gone' 404 DELETE "$record"
}

# things PATH BODY OTHER-BODY: what notes and items have in common. Sets $thing to the path of a new one.
things() {
  local path=$1 first=$2 other=$3 etag
  as data
  check 'a new one' 201 POST "$path" --data "$first"
  thing=$path/$(body .id)
  is 'the Location' "$(header Location)" "$prefix$thing"
  etag=$(header ETag)
  check 'as it was stored' 200 GET "$thing"
  shows 'all of it' ". as \$all | $first | to_entries | all(\$all[.key] == .value)"
  check 'it has not changed' 304 GET "$thing" --header "If-None-Match: $etag"
  check 'another one in its place' 200 PUT "$thing" --header "If-Match: $etag" --data "$other"
  check 'a change that came late' 412 PUT "$thing" --header "If-Match: $etag" --data "$other"
  check 'a field that is unknown' 400 POST "$path" --data '{"name":"Test","colour":"red"}'
  shows 'which field' '[.errors[].field] | index("colour")'
  check 'no JSON' 400 PUT "$thing" --data '{'
  check 'not said to be JSON' 415 POST "$path" --header 'Content-Type: text/plain' --data "$first"
  lists 'the newest first' '.items[0].id == "'"${thing##*/}"'"' "$path?order=desc&limit=1"
  check 'a limit out of range' 400 GET "$path?limit=0"
  check 'an id that is none' 404 GET "$path/absent"
  heads "$path" "$thing"
}

# end_of_thing: deletes $thing.
end_of_thing() {
  check 'a version that it is not' 412 DELETE "$thing" --header 'If-Match: "AAAAAAAAAAAA.9"'
  check 'the one' 204 DELETE "$thing"
  check 'gone' 404 GET "$thing"
  check 'nothing to replace' 404 PUT "$thing" --data '{"'"$1"'":"Test"}'
}

notes() {
  local thing
  things /notes '{"title":"Groceries","content":"Bread, milk"}' '{"title":"Test '"$run"'"}'
  lists 'by the beginning of the title' '[.items[].title] == ["Test '"$run"'"]' "/notes?title=test%20$run"
  check 'of a day' 200 GET '/notes?from=2026-01-05T00:00:00Z&to=2026-01-06T00:00:00Z'
  shows 'none' '.items == []'
  check 'a title within a time' 400 GET '/notes?title=test&from=2026-01-05T00:00:00Z'
  jq -n '{content: ("x" * 102401)}' >"$work/large"
  check 'a content that does not fit' 413 POST /notes --data @"$work/large"
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
  check 'the newest event before any' 404 POST /source/expose --data '{"type":"latest","name":"'"$name"'"}'
  check 'figures before any' 200 POST /source/expose --data '{"type":"7d_average","name":"'"$name"'"}'
  shows 'no event' '.status == 200 and .data.count == 0'
  check 'an event' 200 POST /source/write_raw --data '{"data":{"t":20,"in":{"t":7}},"name":"'"$name"'"}'
  check 'another one' 200 POST /source/write_raw --data '{"data":{"t":21.5},"name":"'"$name"'"}'
  check 'the newest' 200 POST /source/expose --data '{"type":"latest","name":"'"$name"'"}'
  shows 'as it was written' '.data.data == {"t":21.5}'
  check 'figures of a day, by their other name' 200 POST /source/expose --data '{"type":"24_average","name":"'"$name"'"}'
  shows 'both events' '.data.count == 2 and .data.fields["/t"].mean == 20.75 and .data.fields["/in/t"].count == 1'
  check 'their development' 200 POST /source/expose --data '{"type":"24h_devt","name":"'"$name"'"}'
  shows 'both events' '[.data.steps[].count] | add == 2'
  check 'a type that is unknown' 400 POST /source/expose --data '{"type":"1h_average"}'
  shows 'which there are' '.errors[0].message | contains("latest, 24h_average, 24h_devt, 7d_average, 7d_devt")'
  check 'no data' 400 POST /source/write_raw --data '{"name":"'"$name"'"}'
  check 'a number that is too large' 400 POST /source/write_raw --data '{"data":{"t":1e15}}'
  check 'a time to come' 400 POST /source/write_raw --data '{"data":{},"eventTime":"2100-01-01T00:00:00Z"}'
  if "$gateway"; then
    as admin
    lists 'who did what' '[.items[].action] == ["latest","7d_average","write_raw","write_raw","latest","24h_average","24h_devt"]' \
      "/source/actions?userId=${user##*/}&name=$name"
    heads "/source/actions?userId=${user##*/}&name=$name"
    check 'nobody named' 400 GET "/source/actions?name=$name"
  else
    skip 'GET /source/actions: whose key it is, is unknown'
  fi
}

repetitions() {
  local first
  as data
  check 'with a key' 201 POST /items --header "Idempotency-Key: $run" --data '{"name":"Once"}'
  first=$(body .id)
  check 'the same again' 201 POST /items --header "Idempotency-Key: $run" --data '{"name":"Once"}'
  is 'one thing' "$(body .id)" "$first"
  check 'the key for something else' 422 POST /items --header "Idempotency-Key: $run" --data '{"name":"Twice"}'
  check 'what cannot be a key' 400 POST /items --header 'Idempotency-Key: a b' --data '{"name":"Once"}'
}

usage_of_keys() {
  as data
  check 'of this key' 200 GET /usage
  shows 'plan and limits' '.plan == "pro" and .limits.requestsPerSecond > 0 and .maxAgeSeconds > 0'
  as admin
  check 'of the user' 200 GET "$user/usage?limit=1"
  shows 'one key' '.items | length == 1'
  check 'a limit out of range' 400 GET "$user/usage?limit=11"
  check 'of nobody' 404 GET /users/00000000-0000-7000-8000-000000000000/usage
  heads /usage "$user/usage"
}

# What expires is made here, and asked for in expiry, after everything else.
short_lives() {
  as data
  check 'for a second' 201 POST "/records/late-$run?ttl=1" --data 1
  shows 'when it expires' '.expiresAt > .createdAt'
  # By the clock of the API.
  if "$gateway"; then key late '"read"' ',"expiresAt":'"$(body '.createdAt[:19] + "Z" | fromdate + 10')"; fi
  as data
  check 'two expiries' 400 PUT "/records/late-$run?ttl=1&expiresAt=2100-01-01T00:00:00Z" --data 1
  expired=$((SECONDS + 12))
}

expiry() {
  sleep $((expired > SECONDS ? expired - SECONDS : 0))
  as data
  check 'a record that has expired' 404 GET "/records/late-$run"
  if "$gateway"; then
    as late
    send GET /records
    # Unknown, once DynamoDB has deleted it.
    result 'GET /records, 403: a key that has expired' "$(flaw "$((status == 401 ? 401 : 403))")"
  fi
}

end_of_user() {
  as admin
  check 'a state that they are not in' 412 DELETE "$user" --header 'If-Match: "AAAAAAAAAAAA.9"'
  check 'the user' 200 DELETE "$user"
  shows 'who it was' '.name == "Test 2"'
  check 'gone' 404 GET "$user"
  check 'the same again' 404 DELETE "$user"
}

# Each operation that the API describes must have been called.
completeness() {
  local missing
  missing=$(jq -r --rawfile called "$work/called" '
    ($called | split("\n")) as $called
    | .paths | to_entries[] | .key as $path | .value | keys[] | select(IN("get", "head", "post", "put", "delete"))
    | "\(ascii_upcase) \($path)" | select(("^" + gsub("{[^}]*}"; "[^/]+") + "$") as $pattern
      | $called | any(test($pattern)) | not)' "$work/openapi.json" | tr '\n' ' ') || missing='any, for it is no JSON'
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
  # What the template says of API Gateway's own answers is not heeded.
  403) gateway=false ;;
  *) give_up "an unknown path is answered with $status, not 404: $base is not Cubby" ;;
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
  section 'Who may call' callers
  section 'Users' users
  section 'Keys' keys
  section 'Roles' roles
  section 'Usage' usage_of_keys
else
  echo 'Here is no API Gateway, but perhaps "sam local start-api"'
  skip 'who may call, roles: the gateway asks for no key'
  skip 'keys: there is no control plane to make them'
  skip 'usage: there are no plans'
  cp "$work/admin" "$work/data"
  if "$key_works"; then section 'Users' users; else skip 'users: the admin key is unknown'; fi
fi
if "$key_works"; then
  section 'Short lives' short_lives
  section 'Records' records
  section 'Notes' notes
  section 'Items' items
  section 'Sources' sources
  section 'Repetitions' repetitions
  section 'Expiry' expiry
  section 'The end of a user' end_of_user
else
  skip 'records, notes, items, sources, repetitions, expiry: the admin key is unknown'
fi
if "$gateway"; then section 'All of it' completeness; fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]

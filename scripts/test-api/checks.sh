# shellcheck shell=bash disable=SC2154
# Calls the API, and checks and counts responses. Sourced by test-api.sh.

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
      --output "$work/body" --write-out '%{http_code}' "$@" "$base$path") || fail "no answer from $base$path"
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

#!/usr/bin/env bash
# Moves what users own out of start-local.sh and back with export.sh and import.sh: whole, killed and resumed, throttled,
# and with faults.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=.ci/server.sh
. .ci/server.sh

seed=${1:-$RANDOM}
RANDOM=$seed
readonly rounds=8
export CUBBY_KEY=$key CUBBY_ADMIN_KEY=$key

fail() {
  echo "moving: $1 (seed $seed)" >&2
  for file in printed output; do
    if [ -s "$work/$file" ]; then tail -n 20 "$work/$file" >&2; fi
  done
  exit 1
}

printed() {
  grep -qxF -- "$1" "$work/printed" || fail "there is no line '$1'"
}

# holds_things FILE: an export must have each of the things once and nothing else.
holds_things() {
  sort "$1" | cmp -s - "$work/things" || fail "$1 does not hold what was imported"
}

# A page of records, a part of one, and a page of each other kind. Sorted, a collection comes before its documents.
make_things() {
  awk 'BEGIN {
    rest = ",\"version\":%d,\"etag\":\"\\\"AAAAAAAAAAAA.%d\\\"\",\"createdAt\":\"2026-01-05T09:31:00Z\","
    rest = rest "\"updatedAt\":\"2026-01-05T09:52:00.123Z\"%s,\"body\":%s}\n"
    expiry = ",\"expiresAt\":\"2096-01-05T09:31:00Z\""
    for (i = 1; i <= 1100; i++) {
      value = "\"{\\\"n\\\": [ 1.0,\\r\\n\\\"\\\\ud800\\\"]}\""
      printf "{\"kind\":\"record\",\"key\":\"k%04d\"" rest, i, i, i, i % 2 ? expiry : "", value
    }
    for (i = 1; i <= 100; i++) {
      id = sprintf("\"id\":\"01939b2e-5d0c-7000-8000-%012d\"", i)
      printf "{\"kind\":\"note\"," id rest, i, i, "", "{\"title\":\"t\",\"content\":\"a\\nb\\\\\"}"
      printf "{\"kind\":\"item\"," id rest, i, i, expiry, "{\"name\":\"é\"}"
      printf "{\"kind\":\"document\",\"collection\":\"c\"," id rest, i, i, expiry, value
    }
    declaration = "{\"schema\":\"{\\n\\\"type\\\":\\\"object\\\"}\",\"indexes\":{\"byN\":{\"fields\":[\"/n\"]}}}"
    printf "{\"kind\":\"collection\",\"name\":\"c\"" rest, 3, 3, "", declaration
  }' | sort >"$work/things"
}

# new_user NAME: creates a user, and sets $user to the id.
new_user() {
  curl -sS --fail -H "x-api-key: $key" "$url/users" -d '{"name":"'"$1"'","email":"'"$1"'@example.com"}' >"$work/body"
  user=$(jq -r .userId "$work/body")
}

# new_key PLAN: creates a key of $user, and sets $secret to it.
new_key() {
  curl -sS --fail -H "x-api-key: $key" "$url/users/$user/keys" -d '{"roles":["read","write"],"plan":"'"$1"'"}' >"$work/body"
  secret=$(jq -r .apiKey "$work/body")
}

# killed LIMIT COMMAND [ARGUMENT ...]: runs the script, and kills it at one of its first LIMIT commands.
killed() {
  local status=0
  export DIES_AT=$((RANDOM % $1 + 1))
  shift
  { BASH_ENV=$work/dying "$@" >"$work/printed" 2>&1 || status=$?; } 2>/dev/null
  case $status in
    0) ;;
    137) deaths=$((deaths + 1)) ;;
    *) fail "$* ended with status $status" ;;
  esac
}

# With trace, functions inherit the trap.
cat >"$work/dying" <<'DYING'
commands=0
die() {
  commands=$((commands + 1))
  if [ "$commands" -eq "$DIES_AT" ]; then kill -KILL $$; fi
}
set -T
trap die DEBUG
DYING

# export_killed FILE [OPTION ...]: FILE must be complete or absent, whenever the export is killed.
export_killed() {
  local file=$1 round
  shift
  deaths=0
  for ((round = 0; round < rounds; round++)); do
    killed 90 ./export.sh "$@" "$url" "$file"
    if [ -f "$file" ]; then holds_things "$file" && rm "$file"; fi
    # As if the kill had come in the middle of a line.
    if [ -f "$file.part" ]; then printf '{"kind":"rec' >>"$file.part"; fi
  done
  [ "$deaths" -ge $((rounds / 2)) ] || fail "only $deaths of $rounds exports were killed"
  ends 0 complete ./export.sh "$@" "$url" "$file"
  holds_things "$file"
  [ "$(ls "$file"*)" = "$file" ] || fail "the export left $(ls "$file"*)"
}

import_killed() {
  local round
  deaths=0
  for ((round = 0; round < rounds; round++)); do
    killed 2000 ./import.sh "$url" "$work/things"
  done
  [ "$deaths" -ge $((rounds / 2)) ] || fail "only $deaths of $rounds imports were killed"
  ends 0 complete ./import.sh "$url" "$work/things"
  [ "$(ls "$work"/things*)" = "$work/things" ] || fail "the import left $(ls "$work"/things*)"
}

make_things

# ----------------------------------------------------------------------------------------------------------------------
echo "--- options"
ends 0 'usage: ' ./export.sh --help
ends 0 'usage: ' ./import.sh --help
ends 2 'unknown option --nonsense' ./export.sh --nonsense
ends 2 'BASE-URL must begin with' ./import.sh localhost:3000
ends 2 "unexpected 'c'" ./import.sh http://a b c
ends 2 'there is no key' env -u CUBBY_KEY ./export.sh http://127.0.0.1:1
ends 1 'the key must have only characters' env 'CUBBY_KEY=two words' ./export.sh http://127.0.0.1:1
# CUBBY_KEY, which may be another user's, must not take its place.
ends 1 "cannot read a key in $work/absent" ./export.sh --key-file "$work/absent" http://127.0.0.1:1
ends 1 'no response to GET http://127.0.0.1:1/export' ./export.sh http://127.0.0.1:1

# ----------------------------------------------------------------------------------------------------------------------
start --data "$work/data"
echo "--- import"
# A line of a request that failed midway may count as skipped, here and below.
ends 0 '0 differ, 0 invalid' ./import.sh "$url" "$work/things"
skips_all='complete: 0 created, 0 replaced, 1401 skipped, 0 expired, 0 differ, 0 invalid'
ends 0 "$skips_all" ./import.sh "$url" <"$work/things"
printf '%s\n' "$url somebody-else $(cksum <"$work/things")" '1401 0 0 0 0 0 0' >"$work/things.sent"
ends 0 "$skips_all" ./import.sh "$url" "$work/things"

echo "--- export"
ends 0 'complete: 1401 lines' ./export.sh "$url" "$work/exported"
holds_things "$work/exported"
./export.sh "$url" 2>/dev/null | cmp - "$work/exported" || fail "standard output got another export than a file"
[ "$(stat -c %a "$work/exported")" = 600 ] || fail "others can read the export"

echo "--- keys stay out of arguments and environments"
mkdir "$work/bin"
cat >"$work/bin/curl" <<CURL
#!/bin/sh
{ printf '%s\n' "\$@"; env; } >>"$work/seen"
exec "$(command -v curl)" "\$@"
CURL
chmod +x "$work/bin/curl"
echo "$key" >"$work/key"
PATH=$work/bin:$PATH ends 0 complete env -u CUBBY_ADMIN_KEY ./export.sh "$url" "$work/other"
PATH=$work/bin:$PATH ends 0 complete env -u CUBBY_ADMIN_KEY -u CUBBY_KEY \
  ./import.sh --key-file "$work/key" "$url" "$work/other"
[ -s "$work/seen" ] || fail "the curl on the PATH was not used"
if grep -qF -- "$key" "$work/seen"; then fail "curl could be seen with the key"; fi

echo "--- a wrong key, a missing folder, a full disk"
ends 1 'the API returned 401: ' env CUBBY_KEY=cubby_wrong ./export.sh "$url" "$work/wrong"
ends 1 'the API returned 401: ' env CUBBY_KEY=cubby_wrong ./import.sh "$url" "$work/things"
[ ! -e "$work/wrong" ] || fail "a wrong key made a file"
ends 1 'cannot write' ./export.sh "$url" "$work/missing/file"
ends 1 'is not a file' ./import.sh "$url" "$work/missing"
# shellcheck disable=SC2016
ends 1 'cannot write to standard output' bash -c './export.sh "$1" >/dev/full' - "$url"
# A file has room for the first page and half of the second.
room=$(($(head -n 1050 "$work/exported" | wc -c) / 1024))
# shellcheck disable=SC2016
ends 1 "cannot write $work/full.part" \
  bash -c 'trap "" XFSZ && ulimit -f "$3" && ./export.sh "$1" "$2"' - "$url" "$work/full" "$room"
[ ! -e "$work/full" ] || fail "a full disk made a file"
ends 0 'continues after 1000 lines' ./export.sh "$url" "$work/full"
holds_things "$work/full"

echo "--- what differs or is invalid"
record() {
  sed -n '/"k0001"/p' "$work/things" | sed "s/k0001/$1/; s/ 1.0/ $2/"
}
{
  record k0001 2.0
  echo
  printf '{"kind":"record"}\n'
  record added 1.0
  printf '\xff\n'
  sed -n '/"k0002"/p' "$work/things"
} >"$work/odd"
tail -n 1 "$work/things" | tr -d '\n' >>"$work/odd"
ends 1 ' 0 replaced, ' ./import.sh "$url" "$work/odd"
grep -q ' 1 differ, 2 invalid$' "$work/printed" || fail "the counts are wrong"
printed 'import.sh: line 1 differs from what is there'
grep -q '^import.sh: line 3 is invalid: .*etag must not be null' "$work/printed" || fail "line 3 has no reason"
grep -q '^import.sh: line 5 is invalid: .' "$work/printed" || fail "line 5 has no reason"
record k0001 2.0 >"$work/odd"
ends 0 'complete: 0 created, ' ./import.sh --replace "$url" "$work/odd"
./export.sh "$url" 2>/dev/null | grep -F '"k0001"' | grep -qF '[ 2.0,' || fail "the record was not replaced"
ends 0 ' 0 replaced, 1 skipped, ' ./import.sh --replace "$url" "$work/odd"

echo "--- killed and resumed"
new_user ada
new_key pro
CUBBY_KEY=$secret import_killed
export_killed "$work/of-ada" --user "$user"
CUBBY_KEY=$secret ends 0 complete ./export.sh "$url" "$work/by-ada"
holds_things "$work/by-ada"
ada=$user ada_key=$secret
new_key basic
basic=$secret
new_user eve
new_key pro
stop

# ----------------------------------------------------------------------------------------------------------------------
echo "--- throttled, and out of quota"
start --data "$work/data" --parameter AdminRateLimit=1 --parameter AdminBurstLimit=1 --parameter BasicDailyQuota=2
# Others use up the rate until the script has to wait.
others=()
for _ in 1 2 3 4; do
  while [ ! -f "$work/waited" ]; do curl -s -o "$work/ignored" -H "x-api-key: $key" "$url/me"; done &
  others+=($!)
done
./export.sh --user "$ada" "$url" "$work/throttled" 2>"$work/printed" &
exporting=$!
until grep -q 'Will retry in' "$work/printed"; do
  kill -0 "$exporting" 2>/dev/null || break
  sleep 0.1
done
touch "$work/waited"
wait "${others[@]}"
wait "$exporting" || fail "an export that was throttled failed"
grep -q 'Will retry in' "$work/printed" || fail "the export was not throttled"
holds_things "$work/throttled"
ends 1 'the API returned 429: This API key has used its quota' env CUBBY_KEY="$basic" ./export.sh "$url" "$work/short"
ends 1 'cursor does not belong to this list' env CUBBY_KEY="$secret" ./export.sh "$url" "$work/short"
ends 0 'continues after 1100 lines' env CUBBY_KEY="$ada_key" ./export.sh "$url" "$work/short"
holds_things "$work/short"
stop

# ----------------------------------------------------------------------------------------------------------------------
echo "--- with faults"
# They may end the start too: then with others.
for ((faults = seed; faults < seed + 20; faults++)); do
  if try_start --data "$work/data" --faults "$faults:3"; then break; fi
done
[ -n "$pid" ] || fail "it does not start with faults"
export CUBBY_KEY=$secret
import_killed
export_killed "$work/of-eve"
stop

echo "moving: all well"

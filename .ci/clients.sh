#!/usr/bin/env bash
# Runs what people call the API with against start-local.sh, as they do: test-api.sh, the Postman collection in
# newman, which must be on the PATH, and the examples of docs/api.md.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=.ci/server.sh
. .ci/server.sh

export CUBBY_ADMIN_KEY=$key

fail() {
  echo "clients: $1" >&2
  if [ -s "$work/printed" ]; then cat "$work/printed" >&2; fi
  exit 1
}

# test_api, collection: everything must pass, and nothing of it stay.
test_api() {
  ends 0 ' passed, 0 failed, 0 skipped' ./test-api.sh "$url"
  tail -n 1 "$work/printed"
  leaves_nothing
}

collection() {
  jq -n --arg url "$url" '{name: "local", values: [{key: "baseUrl", value: $url}, {key: "adminKey", value: env.CUBBY_ADMIN_KEY}]}' \
    >"$work/environment.json"
  ends 0 'assertions' newman run postman_collection.json --environment "$work/environment.json" --color off
  grep -E 'requests|assertions' "$work/printed"
  leaves_nothing
}

leaves_nothing() {
  local users
  users=$(curl -sS --fail -H "x-api-key: $CUBBY_ADMIN_KEY" "$url/users" | jq '.items | length')
  [ "$users" -eq 0 ] || fail "it left $users users"
}

# ----------------------------------------------------------------------------------------------------------------------
echo "--- test-api.sh: options"
ends 0 'usage: ' ./test-api.sh --help
ends 2 'unknown option --nonsense' ./test-api.sh --nonsense
ends 2 'BASE-URL must begin with' ./test-api.sh localhost:3000
ends 2 'there is no ADMIN-KEY' env -u CUBBY_ADMIN_KEY ./test-api.sh http://localhost:3000
ends 1 'no answer from http://127.0.0.1:1/' ./test-api.sh http://127.0.0.1:1

start
echo "--- test-api.sh, twice"
ends 1 'the admin key is refused with 401' ./test-api.sh "$url" not-the-admin-key
test_api
test_api

echo "--- the Postman collection: as generated, twice"
curl -sS --fail "$url/openapi.json" | .ci/postman.mjs | diff postman_collection.json - >"$work/printed" ||
  fail "postman_collection.json is not what .ci/postman.mjs makes of openapi.yaml"
collection
collection

echo "--- the examples of docs/api.md"
.ci/api-examples.mjs "$url"
stop

start --stage dev
echo "--- test-api.sh under a stage"
test_api
stop

echo "clients: all well"

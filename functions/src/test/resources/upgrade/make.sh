#!/usr/bin/env bash
# Makes what stands beside it: table.jsonl, the items of a table that commit dbae8b6 wrote; keys.json, keys for nothing
# but this table; calls.jsonl, requests with the responses of that commit. In a checkout of it, after mvn package:
#   java -cp 'local/target/lib/*' software.amazon.dynamodb.services.local.main.ServerRunner -inMemory -sharedDb -port 8123 &
#   ./start-local.sh --port 3123 --admin-key cubby_fixture_of_an_administrator --dynamodb-endpoint http://127.0.0.1:8123 &
# Then here, with the AWS CLI and jq: ./make.sh
set -euo pipefail
cd "$(dirname "$0")"

readonly api=http://127.0.0.1:3123 administrator=00000000-0000-7000-8000-000000000001
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >calls.jsonl
declare -A secrets=([admin]=cubby_fixture_of_an_administrator)

# call KEY METHOD TARGET [BODY [HEADER]]: leaves the response in $work.
call() {
  local data=()
  if [ -n "${4:-}" ]; then data=(--data-binary "$4"); fi
  curl -sS --retry 5 -X "$2" -H "x-api-key: ${secrets[$1]}" -H "${5:-Accept: */*}" ${data[@]+"${data[@]}"} \
    -D "$work/headers" -o "$work/body" "$api$3"
  if ! grep -q '^HTTP/1.1 [23]' "$work/headers"; then
    cat "$work/headers" "$work/body" >&2
    exit 1
  fi
}

# recorded KEY METHOD TARGET [BODY [IDEMPOTENCY-KEY]]: a call that today's code must answer in the same way.
recorded() {
  call "$1" "$2" "$3" "${4:-}" "${5:+Idempotency-Key: $5}"
  jq -nc --arg key "$1" --arg method "$2" --arg target "$3" --arg request "${4:-}" --arg idempotencyKey "${5:-}" \
    --arg etag "$(tr -d '\r' <"$work/headers" | sed -n 's/^ETag: //Ip')" --rawfile response "$work/body" \
    '{$key, $method, $target, $request, $idempotencyKey, $etag, $response}' >>calls.jsonl
}

# pages KEY TARGET: reads a list to its end, two at a time.
pages() {
  local next=start
  while [ -n "$next" ]; do
    recorded "$1" GET "$2&limit=2${cursor:-}"
    next=$(sed -nE 's/.*"next":"([^"]*)"}$/\1/p' "$work/body")
    local cursor=${next:+&cursor=$next}
  done
}

member() {
  jq -r ".$1" "$work/body"
}

# keep NAME: stores the key in the response, with what the authorizer must say of it; null if it must refuse.
keep() {
  secrets[$1]=$(member apiKey)
  jq -c --arg name "$1" --arg user "$user" '{($name): {secret: .apiKey, context: ({userId: $user, keyId,
    roles: (.roles | join(",")), plan} + if .expiresAt then {expiresAt} else {} end)}}' "$work/body" >>"$work/keys"
}

refused() {
  jq -c --arg name "$1" --arg secret "${secrets[$1]}" -n '{($name): {$secret, context: null}}' >>"$work/keys"
}

# ----------------------------------------------------------------------------------------------------------------------
user=$administrator
call admin GET "/users/$user/keys"
jq -c --arg user "$user" '.items[0] | {admin: {secret: "cubby_fixture_of_an_administrator", context: {userId: $user, keyId,
  roles: (.roles | join(",")), plan}}}' "$work/body" >"$work/keys"
call admin POST /users '{"name":"Bob","email":"bob@example.com"}'
call admin DELETE "/users/$(member userId)"
recorded admin POST /users '{"name":"Ada","email":"Ada@Exämple.com","age":35}' ada-1
user=$(member userId)
call admin PUT "/users/$user" '{"age":36}'
call admin POST /users '{"name":"Eve","email":"eve@example.com"}'
eve=$(member userId)

call admin POST "/users/$user/keys" '{"roles":["read","write"],"plan":"pro","name":"laptop"}'
keep ada
call admin POST "/users/$user/keys" '{"roles":["read"],"plan":"basic","expiresAt":"2096-01-02T03:04:05Z"}'
keep reader
call admin POST "/users/$user/keys" '{"roles":["read"],"plan":"basic"}'
keep rotated
call admin POST "/users/$user/keys/$(member keyId)/rotate" '{"graceSeconds":86400}'
keep successor
call admin GET "/users/$user/keys"
# The old key of the rotation expires now.
jq -c --slurpfile list "$work/body" '.rotated.context.keyId as $id | if $id then .rotated.context.expiresAt =
  ($list[0].items[] | select(.keyId == $id).expiresAt) else . end' "$work/keys" >"$work/keys.new"
mv "$work/keys.new" "$work/keys"
call admin POST "/users/$user/keys" '{"roles":["read"],"plan":"basic"}'
secrets[deleted]=$(member apiKey)
call admin DELETE "/users/$user/keys/$(member keyId)"
refused deleted
call admin POST "/users/$eve/keys" '{"roles":["read","write"],"plan":"pro"}'
user_of_ada=$user user=$eve
keep eve
user=$user_of_ada

recorded ada POST /records/settings $'{"theme": "dark",\n "volume": 7.10, "odd": "\\ud800 \\n"}' settings-1
for value in '[1.0]' '1e400' '{"n": 12345678901234567890.1230}'; do call ada PUT '/records/counter?upsert=true' "$value"; done
call ada POST '/records/expiring?expiresAt=2096-01-02T03:04:05Z' '"é"'
call ada POST /records/a:1 null
call ada POST /records/deleted 1
call ada DELETE /records/deleted
recorded ada POST /notes '{"title":"Groceries","content":"Bread\nMilk"}' note-1
note=$(member id)
call ada POST /notes '{"title":"Große Straße","content":""}'
call ada POST '/notes?ttl=2000000000' '{"content":"no title"}'
call ada PUT "/notes/$note" '{"title":"GROCERIES","content":"Bread"}'
recorded ada POST /items '{"name":"Lamp","description":"With a shade"}' item-1
item=$(member id)
call ada POST /items '{"name":"Chair"}'
call ada POST '/items?expiresAt=2096-01-02T03:04:05Z' '{"name":"Table"}'
call ada PUT "/items/$item" '{"name":"Lamp","description":"Without"}'
recorded ada POST /source/write_raw '{"data":{"temperature":20.5,"room":"kitchen"}}' event-1
call ada POST /source/write_raw '{"data":{"temperature":21,"humidity":40},"name":"thermometer"}'
call ada POST /source/write_raw '{"data":{"temperature":22.25,"humidity":41},"name":"thermometer"}'
call ada POST /source/expose '{"type":"latest"}'
call eve POST /records/settings '"of Eve"'

for name in admin ada reader rotated successor eve; do call "$name" GET /usage; done
for path in /records/settings /records/counter /records/expiring /records/a:1 "/notes/$note" "/items/$item"; do
  recorded ada GET "$path"
done
for list in '/records?order=asc' '/records/keys?order=desc' '/notes?order=asc' '/notes?title=gro' '/items?order=asc'; do
  pages ada "$list"
done
pages admin '/users?order=asc'
pages admin "/users/$user/keys?order=asc"
recorded admin GET '/users?email=ada@EXÄMPLE.com'
recorded admin GET "/users/$user"
pages admin "/source/actions?userId=$user&name=default"
recorded ada GET /usage

jq -s 'add + {time: (now | todate)}' "$work/keys" >keys.json
AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws --region us-east-1 --endpoint-url http://127.0.0.1:8123 \
  dynamodb scan --table-name Table --output json | jq -cS '.Items | sort_by(.PK.S, .SK.S)[]' >table.jsonl

# They add to the audit trail, so they come last.
for type in latest 24h_average 7d_devt; do
  recorded ada POST /source/expose '{"type":"'"$type"'","name":"thermometer"}'
done
wc -l table.jsonl calls.jsonl

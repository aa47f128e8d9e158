# shellcheck shell=bash disable=SC2154
# Checks of what users own. Sourced by test-api.sh.

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
  printf 1 | gzip >"$work/compressed"
  check 'a compressed body' 200 PUT "$record" --header 'Content-Encoding: gzip' --data-binary @"$work/compressed"
  # API Gateway may refuse it before it knows the API, with neither X-Request-Id nor a problem document.
  send PUT "$record" --header 'Content-Encoding: gzip' --data 2
  is 'the status of a body in another coding than stated' "$status" 415
  check 'the value' 200 GET "$record"
  is 'the exact text' "$(cat "$work/body")" 1
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
  check 'an unknown field in it' 400 PATCH "$thing" --header "$merge_patch" --data '{"color":"red"}'
  check 'an unknown field' 400 POST "$path" --data '{"name":"Test","color":"red"}'
  shows 'which field' '[.errors[].field] | index("color")'
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

# tag JQ: an ETag of the body, quoted as in JSON.
tag() {
  jq -c "$1" "$work/body"
}

batches() {
  local a=/records/batch-$run-a b=/records/batch-$run-b first second
  as data
  check 'a batch' 200 POST /batch --data '{"operations":[
    {"method":"POST","path":"'"$a"'","query":{"ttl":"3600"},"body":1},
    {"method":"PUT","path":"'"$b"'","ifNoneMatch":"*","body":1.0}]}'
  shows 'what took effect' '[.results[].status] == [201, 201]'
  first=$(tag '.results[0].etag') second=$(tag '.results[1].etag')
  check 'both at once' 200 GET "/records?key=${b##*/}&key=absent-$run&key=${a##*/}"
  shows 'in the order asked' '[.items[].key] == ["'"${b##*/}"'", "'"${a##*/}"'"] and .missing == ["absent-'"$run"'"]'
  check 'a condition that fails' 409 POST /batch --data '{"operations":[
    {"method":"PUT","path":"'"$a"'","ifMatch":'"$first"',"body":2},
    {"method":"POST","path":"'"$b"'","body":2}]}'
  shows 'which operation' '.operations[0] | .index == 1 and .status == 409 and .etag == '"$second"
  check 'nothing has changed' 200 GET "$a"
  shows 'the first value' '. == 1'
  check 'a deletion without an ETag' 400 POST /batch --data '{"operations":[{"method":"DELETE","path":"'"$a"'"}]}'
  shows 'which field' '.errors[0].field == "operations[0].ifMatch"'
  check 'an empty batch' 400 POST /batch --data '{"operations":[]}'
  check 'keys and a prefix' 400 GET '/records?key=a&prefix=a'
  check 'the end of both' 200 POST /batch --data '{"operations":[
    {"method":"DELETE","path":"'"$a"'","ifMatch":'"$first"'},
    {"method":"DELETE","path":"'"$b"'","ifMatch":'"$second"'}]}'
  check 'gone' 404 GET "$b"
}

# line FILTER: the line of the last response, a page of an export, for which FILTER is true.
line() {
  jq -c "select($1)" "$work/body"
}

collections() {
  local collection=/collections/test-$run documents document
  documents=$collection/documents
  as data
  check 'a collection' 201 PUT "$collection" --data '{
    "schema":{"type":"object","required":["status"],"properties":{"status":{"enum":["open","paid"]}}},
    "indexes":{"byStatus":{"fields":["/status","-/total"]}}}'
  shows 'a ready index' '.indexes.byStatus.state == "ready"'
  check 'a field that is no pointer' 400 PUT "$collection" --data '{"schema":{},"indexes":{"a":{"fields":["total"]}}}'
  shows 'which field' '.errors[0].field == "indexes.a.fields[0]"'
  lists 'collections' '[.items[].name] | index("test-'"$run"'") != null' '/collections?limit=1000'
  check 'a document' 201 POST "$documents" --data '{"status":"open","total":1.50}'
  document=$(location)
  check 'one that breaks the schema' 400 POST "$documents" --data '{"status":"lost"}'
  shows 'where' '.errors[0].field == "/status"'
  check 'an id of its own' 201 PUT "$documents/a?upsert=true" --data '{"status":"open","total":2}'
  check 'the document' 200 GET "$document"
  check 'a part of it' 200 PATCH "$document" --header "$merge_patch" --data '{"name":"Lamp"}'
  lists 'documents' '.items | length == 2' "$documents"
  lists 'documents by value' '[.items[].value.total] == [2, 1.5]' "$documents?index=byStatus&equals=%5B%22open%22%5D"
  lists 'their number' '.count == 1' "$documents?index=byStatus&equals=%5B%22open%22%5D&gt=1.5&count=true"
  check 'a stricter schema' 200 POST "$collection/check" --data '{"schema":{"required":["name"]}}'
  shows 'what breaks it' '[.items[].errors[0].field] == ["/name"]'
  check 'what that reads' 200 GET "$documents?index=byStatus&explain=true"
  check 'a query without its index' 400 GET "$documents?equals=%5B%22open%22%5D"
  heads /collections "$collection"
  heads "$documents" "$document"
  check 'a collection with documents' 409 DELETE "$collection"
  check 'a document' 204 DELETE "$document"
  check 'all the rest' 204 DELETE "$collection?documents=delete"
  check 'on its way' 200 GET "$collection"
  shows 'closing' '.closing'
}

transfer() {
  local key=transfer-$run lines
  as data
  check 'a record to move' 201 POST "/records/$key?ttl=3600" --data '[1.0]'
  check 'you' 200 GET /me
  shows 'the roles' '.roles | index("read") and index("write")'
  heads /me
  check 'an export' 200 GET /export
  lines=$(line '.key == "'"$key"'"')
  is 'the text of the value' "$(jq -r .body <<<"$lines")" '[1.0]'
  heads /export
  check 'a cursor that is none' 400 GET '/export?cursor=absent'
  check 'what is there' 200 POST /import --header 'Content-Type: application/x-ndjson' --data-binary "$lines"
  shows 'that it is there' '.results[0].outcome == "skipped"'
  check 'the end of it' 204 DELETE "/records/$key"
  check 'what is gone' 200 POST /import --header 'Content-Type: application/x-ndjson' --data-binary "$lines"
  shows 'that it is back' '.results[0].outcome == "created"'
  check 'it' 200 GET "/records/$key" --header 'If-Match: '"$(jq -r .etag <<<"$lines")"
  check 'lines that are none' 200 POST /import --header 'Content-Type: application/x-ndjson' --data-binary '{}'
  shows 'which fields' '.results[0].errors | map(.field) | index("kind")'
  check 'a flag that is none' 400 POST '/import?replace=yes' --data-binary "$lines"
  check 'another type' 415 POST /import --header 'Content-Type: text/csv' --data-binary "$lines"
  check 'the end of the copy' 204 DELETE "/records/$key"
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
  lists 'the source' '.items | map(.name) | index("'"$name"'")' '/sources?limit=1000'
  heads /sources
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

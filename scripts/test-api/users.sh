# shellcheck shell=bash disable=SC2154
# Checks of users and their keys. Sourced by test-api.sh.

users() {
  local email="Test-$run@example.com" id etag
  as admin
  check 'a new user' 201 POST /users --data '{"name":"Test","email":"'"$email"'","age":36}'
  shows 'all of it' '.name == "Test" and .age == 36 and .createdAt == .updatedAt'
  id=$(body .userId)
  [ -n "$id" ] || fail "the user was not created"
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
  check 'an export' 200 GET "$user/export"
  check 'an export of nobody' 404 GET /users/00000000-0000-7000-8000-000000000000/export
  heads /users "$user" "$user/export"
  check 'the audit trail' 200 GET "/source/actions?userId=$id"
  shows 'both pages' '[.items[].action] == ["export", "export"]'
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

end_of_user() {
  as admin
  check 'an outdated ETag' 412 DELETE "$user" --header 'If-Match: "AAAAAAAAAAAA.9"'
  check 'the user' 200 DELETE "$user"
  shows 'the deleted user' '.name == "Test 2"'
  check 'gone' 404 GET "$user"
  check 'the same again' 404 DELETE "$user"
}

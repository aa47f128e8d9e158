#!/usr/bin/env bats
# How deploy.sh invokes the deployed functions, with stand-ins for what it calls.
# Stand-ins expand what a test prepares for them, and stand-ins.bash sets the other variables.
# shellcheck disable=SC2016,SC2154

load stand-ins.bash

setup() {
  set_up_deployment
}

teardown() {
  tear_down
}

@test "a failure of Bootstrap is shown and ends the script" {
  on 'aws lambda invoke*arn:Bootstrap:live*' 'echo Unhandled; echo "{\"errorMessage\":\"why\"}" >"${@: -1}"'
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *why* ]]
  not_called warm-up.json
}

@test "only an answer that says so means that there is an admin key" {
  for answer in '' null '{"statusCode":500}' '{"adminKey":""}'; do
    on 'aws lambda invoke*arn:Bootstrap:live*' "echo None; echo '$answer' >\"\${@: -1}\""
    run ./deploy.sh
    [ "$status" -eq 1 ]
    [[ $output != *"An earlier deployment"* ]]
    [[ $output == *"did not say whether there is an admin key"*anotherAdminKey* ]]
  done
}

# Lambda has no snapshot of the version yet: it refuses so many calls with this error.
has_no_snapshot() {
  on "aws lambda invoke*$1*" '
    refused="$STATE/refused '"$1"'"
    echo . >>"$refused"
    if [ "$(grep -c . "$refused")" -le '"$3"' ]; then
      echo "An error occurred ('"$2"') when calling the Invoke operation" >&2
      exit 254
    fi
    echo None
    echo "{\"adminKey\":\"cubby_secret\"}" >"${@: -1}"'
}

@test "a version without a snapshot is waited for, and called again" {
  for error in SnapStartNotReadyException ResourceConflictException; do
    rm -f "$STATE"/refused*
    : >"$calls"
    has_no_snapshot arn:Bootstrap:live "$error" 2
    run ./deploy.sh
    [ "$status" -eq 0 ]
    [[ $output == *"The admin key is in "* ]]
    [ "$(grep -c 'invoke --function-name arn:Bootstrap:live' "$calls")" -eq 3 ]
    [ "$(grep -c 'lambda wait published-version-active --function-name arn:Bootstrap:live' "$calls")" -eq 2 ]
  done
  has_no_snapshot arn:C:live SnapStartNotReadyException 1
  run ./deploy.sh
  [ "$status" -eq 0 ]
  [[ $output != *"cannot wake"* ]]
  called 'lambda wait published-version-active --function-name arn:C:live'
}

@test "another error of Lambda, or a snapshot that fails, ends the script with the reason" {
  has_no_snapshot arn:Bootstrap:live AccessDeniedException 100
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *AccessDeniedException* ]]
  [ "$(grep -c 'lambda invoke' "$calls")" -eq 1 ]
  has_no_snapshot arn:Bootstrap:live SnapStartNotReadyException 100
  on 'aws lambda wait*' 'echo "Waiter PublishedVersionActive failed" >&2; exit 255'
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *"PublishedVersionActive failed"* ]]
}

@test "a function that fails to wake is named, and the others are woken" {
  on 'aws lambda invoke*arn:C:live*' 'echo Unhandled'
  on 'aws lambda invoke*arn:D:live*' 'exit 255'
  run ./deploy.sh
  [ "$status" -eq 0 ]
  [[ $output == *"cannot wake arn:C:live"* ]]
  [[ $output == *"cannot wake arn:D:live"* ]]
  called arn:G:live
}

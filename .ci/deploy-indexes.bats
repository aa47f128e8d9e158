#!/usr/bin/env bats
# How deploy.sh adds the indexes for collections to a table, with stand-ins for what it calls.
# Stand-ins expand what a test prepares for them, and stand-ins.bash sets the other variables.
# shellcheck disable=SC2016,SC2154

load stand-ins.bash

setup() {
  set_up_deployment
}

teardown() {
  tear_down
}

# has_indexes COUNT: the stack and its table exist. As CloudFormation does, a deployment adds one index and refuses two;
# an index is CREATING until the script has slept twice.
has_indexes() {
  touch "$STATE/deployed"
  echo "$1" >"$STATE/indexes"
  on 'aws dynamodb describe-table*IX*' '
    state=ACTIVE
    if [ -s "$STATE/creating" ]; then state=CREATING; fi
    for ((i = 1; i <= $(cat "$STATE/indexes"); i++)); do
      if [ "$i" -eq "$(cat "$STATE/indexes")" ]; then printf "IX$i\t$state\n"; else printf "IX$i\tACTIVE\n"; fi
    done'
  on 'sleep*' 'if [ "$(grep -c . "$STATE/creating")" -eq 2 ]; then : >"$STATE/creating"; else echo . >>"$STATE/creating"; fi'
  on 'sam deploy*' '
    wanted=4
    case $call in *CollectionIndexes=*) wanted=${call##*CollectionIndexes=} && wanted=${wanted%% *} ;; esac
    if [ -s "$STATE/creating" ]; then echo "the table is being updated" >&2; exit 1; fi
    if [ "$wanted" -gt "$(($(cat "$STATE/indexes") + 1))" ]; then
      echo "Cannot perform more than one GSI creation or deletion in a single update" >&2
      exit 1
    fi
    if [ "$wanted" -gt "$(cat "$STATE/indexes")" ]; then echo . >"$STATE/creating"; fi
    echo "$wanted" >"$STATE/indexes"'
}

@test "a new stack gets all indexes in its first deployment" {
  run ./deploy.sh
  [ "$status" -eq 0 ]
  [ "$(grep -c '^sam deploy' "$calls")" -eq 1 ]
  not_called CollectionIndexes
  not_called describe-table
}

@test "a table without indexes gets one a deployment, each after the former is ACTIVE" {
  has_indexes 0
  run ./deploy.sh --origin https://shop.example
  [ "$status" -eq 0 ]
  [ "$(grep -o '^sam deploy\|^sleep\|CollectionIndexes=.$' "$calls" | tr '\n' ' ')" = "$(for i in 1 2 3 4; do
    printf 'sam deploy CollectionIndexes=%s sleep sleep ' "$i"
  done)" ]
  [ "$(grep -c 'AllowedOrigin=https://shop.example .*CollectionIndexes' "$calls")" -eq 4 ]
  called 'invoke --function-name arn:Bootstrap:live'
  [ "$(cat "$STATE/indexes")" -eq 4 ]
}

@test "a deployment that was interrupted while an index was created continues with the next" {
  has_indexes 2
  echo . >"$STATE/creating"
  run ./deploy.sh
  [ "$status" -eq 0 ]
  [ "$(grep -o '^sam deploy\|^sleep\|CollectionIndexes=.$' "$calls" | tr '\n' ' ')" = \
    'sleep sleep sam deploy CollectionIndexes=3 sleep sleep sam deploy CollectionIndexes=4 sleep sleep ' ]
}

@test "a table with all indexes needs one deployment" {
  has_indexes 4
  run ./deploy.sh
  [ "$status" -eq 0 ]
  [ "$(grep -c '^sam deploy' "$calls")" -eq 1 ]
  not_called CollectionIndexes
}

@test "a failed deployment of an index ends the script" {
  has_indexes 1
  on 'sam deploy*CollectionIndexes=3*' 'exit 1'
  run ./deploy.sh
  [ "$status" -eq 1 ]
  not_called 'CollectionIndexes=4\|lambda invoke'
}

@test "an adopted table is imported with the indexes that it has, and gets the others" {
  has_indexes 2
  rm "$STATE/deployed"
  on 'aws cloudformation execute-change-set*' 'touch "$STATE/deployed"'
  on 'aws dynamodb describe-table*Stream*' 'echo NEW_AND_OLD_IMAGES'
  run ./deploy.sh --adopt-table kept
  [ "$status" -eq 0 ]
  called 'create-change-set .*ParameterKey=CollectionIndexes.*ParameterValue=2 '
  [ "$(grep -o 'CollectionIndexes=.$' "$calls" | tr '\n' ' ')" = 'CollectionIndexes=3 CollectionIndexes=4 ' ]
}

@test "an error of DynamoDB is not taken for a table without indexes" {
  has_indexes 2
  on 'aws dynamodb describe-table*IX*' 'echo "Could not connect to the endpoint" >&2; exit 255'
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *"Could not connect to the endpoint"* ]]
  not_called 'sam deploy'
}

@test "the parameter is the script's own" {
  run ./deploy.sh --parameter CollectionIndexes=2
  [ "$status" -eq 2 ]
  [ ! -s "$calls" ]
}

#!/usr/bin/env bats
# deploy.sh --adopt-table, with stand-ins for what it calls.
# Stand-ins expand what a test prepares for them, and stand-ins.bash sets the other variables.
# shellcheck disable=SC2016,SC2154

load stand-ins.bash

setup() {
  set_up_deployment
}

teardown() {
  tear_down
}

# The kept table has one key, which is in no plan.
adopts_one_key() {
  on 'aws dynamodb describe-table*Stream*' 'echo NEW_AND_OLD_IMAGES'
  on 'aws dynamodb scan*' 'printf "k1\tbasic\n"'
  on 'aws apigateway get-usage-plan-key --*' 'echo NotFoundException >&2; exit 254'
}

@test "a kept table is imported before the deployment, and its keys join the plans afterwards" {
  on 'aws dynamodb describe-table*Stream*' 'echo NEW_AND_OLD_IMAGES'
  on 'aws cloudformation create-change-set*' 'template=${call#*file://}; cat "${template%% --*}" >"$STATE/template"'
  on 'aws dynamodb scan*' 'printf "k1\tbasic\nk2\tpro\nk3\tadmin\nNone\tNone\n"'
  on 'aws apigateway create-usage-plan-key*k2*' 'echo ConflictException >&2; exit 254'
  on 'aws apigateway create-usage-plan-key*k3*' 'echo NotFoundException >&2; exit 254'
  run ./deploy.sh --adopt-table kept
  [ "$status" -eq 0 ]
  called 'create-change-set .*--change-set-type IMPORT .*TableName=kept'
  [ "$(grep -n -m 1 'wait stack-import-complete' "$calls" | cut -d : -f 1)" -lt \
    "$(grep -n -m 1 '^sam deploy' "$calls" | cut -d : -f 1)" ]
  called 'create-usage-plan-key --usage-plan-id id-of-BasicPlan --key-id k1 '
  called 'create-usage-plan-key --usage-plan-id id-of-ProPlan --key-id k2 '
  [ "$(grep -c create-usage-plan-key "$calls")" -eq 3 ]
  [[ $output == *"1 keys of the table no longer exist in API Gateway"* ]]
  # The table as template.yaml has it, what says how many indexes it has, and nothing else.
  called 'create-change-set .*--parameters ParameterKey=CollectionIndexes.*ParameterValue=4 '
  [ "$(grep -o '^  [A-Z][A-Za-z]*[1-4]*:' "$STATE/template" | tr -d ' \n')" = \
    CollectionIndexes:HasIndex1:HasIndex2:HasIndex3:HasIndex4:Table: ]
  grep -q 'DeletionPolicy: Retain' "$STATE/template"
  grep -q 'AttributeName: TTL' "$STATE/template"
  # CloudFormation takes no anchors.
  [ "$(grep -cE '[:-] [&*][a-zA-Z]|<<:' "$STATE/template")" -eq 0 ]
}

@test "adding a key to its plan is repeated when API Gateway is busy" {
  adopts_one_key
  on 'aws apigateway create-usage-plan-key*' '
    if [ "$(grep -c create-usage-plan-key "$CALLS")" -eq 3 ]; then exit; fi
    echo "ConflictException: Unable to complete operation due to concurrent modification." >&2
    exit 254'
  run ./deploy.sh --adopt-table kept
  [ "$status" -eq 0 ]
  [ "$(grep -c create-usage-plan-key "$calls")" -eq 3 ]
  [ "$(grep -c '^sleep' "$calls")" -eq 2 ]
}

@test "a key that cannot join its plan ends the script" {
  adopts_one_key
  on 'aws apigateway create-usage-plan-key*' 'printf "\nConflictException: concurrent modification\n" >&2; exit 254'
  run ./deploy.sh --adopt-table kept
  [ "$status" -eq 1 ]
  [ "$(grep -c create-usage-plan-key "$calls")" -eq 10 ]
  [[ ${lines[-1]} == *"cannot put key k1 into its plan; run this again: ConflictException: concurrent modification" ]]
  not_called warm-up.json
}

@test "the reason of a failed import is shown" {
  on 'aws dynamodb describe-table*Stream*' 'echo NEW_AND_OLD_IMAGES'
  on 'aws cloudformation wait change-set-create-complete*' 'exit 255'
  on 'aws cloudformation describe-change-set*' 'echo because'
  run ./deploy.sh --adopt-table kept
  [ "$status" -eq 1 ]
  [[ $output == *because* ]]
  not_called '^sam'
}

@test "a table without a stream, or that does not exist, is not adopted" {
  on 'aws dynamodb describe-table*Stream*' 'echo None'
  run ./deploy.sh --adopt-table restored
  [ "$status" -eq 1 ]
  [[ $output == *docs/operations.md* ]]
  on 'aws dynamodb describe-table*Stream*' 'exit 254'
  run ./deploy.sh --adopt-table absent
  [ "$status" -eq 1 ]
  not_called '^sam\|change-set'
}

@test "a stack with its own table adopts no other, and imports its own only once" {
  touch "$STATE/deployed"
  on 'aws cloudformation describe-stack-resource*' 'echo cubby-dev-Table-1'
  run ./deploy.sh --adopt-table kept
  [ "$status" -eq 1 ]
  not_called '^sam'
  run ./deploy.sh --adopt-table cubby-dev-Table-1
  [ "$status" -eq 0 ]
  not_called change-set
}

@test "keys that a restored table shares with that of another stack stay with it, until it is gone" {
  adopts_one_key
  on 'aws apigateway get-usage-plan-keys*id-of-BasicPlan*' 'printf "k1\nk2\nk3\n"'
  on 'aws apigateway get-api-keys*cubby-dev-Table-1*' 'printf "k1\tlive\nk2\tlive\nk3\tleft\nk4\tlive\n"'
  on 'aws cloudformation describe-stack-resources --physical*' 'echo "Stack for x does not exist" >&2; exit 254'
  on 'aws cloudformation describe-stack-resources --physical-resource-id live *' 'echo arn:live'
  on 'aws cloudformation describe-stacks --stack-name arn:live *' 'echo cubby-live'
  run ./deploy.sh --adopt-table restored
  [ "$status" -eq 0 ]
  [[ $output == *"2 keys stay with the stack cubby-live. Once it is gone, this takes them: ./deploy.sh --stack-name cubby-dev"* ]]
  [ "$(grep -o 'apikeys/k. --tags .*' "$calls")" = 'apikeys/k3 --tags cubby:table=cubby-dev-Table-1' ]
  : >"$calls"
  on 'aws cloudformation describe-stacks --stack-name arn:live *DELETE_COMPLETE*' ':'
  run ./deploy.sh
  [ "$status" -eq 0 ]
  [[ $output != *"keys stay"* ]]
  [ "$(grep -c 'apikeys/k[123] --tags cubby:table=cubby-dev-Table-1' "$calls")" -eq 3 ]
  not_called apikeys/k4
}

@test "--dry-run looks at the table to adopt, and changes nothing" {
  on 'aws dynamodb describe-table*Stream*' 'echo NEW_AND_OLD_IMAGES'
  on 'aws dynamodb describe-table --table-name  *' 'echo "Invalid length for parameter TableName, value: 0" >&2; exit 252'
  on 'aws cloudformation describe-stack-resource *' 'echo "Stack x does not exist" >&2; exit 254'
  run ./deploy.sh --adopt-table kept --dry-run
  [ "$status" -eq 0 ]
  [[ $output == *"would run: aws cloudformation create-change-set "*"would run: sam deploy "* ]]
  not_called_but '^aws \(sts get-\|configure get\|apigateway get-\|cloudformation describe-\|dynamodb describe-\)'
}

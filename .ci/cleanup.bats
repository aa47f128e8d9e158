#!/usr/bin/env bats
# cleanup.sh, with stand-ins for what it calls.
# Stand-ins expand what a test prepares for them, and stand-ins.bash sets the other variables.
# shellcheck disable=SC2016,SC2154

load stand-ins.bash

setup() {
  set_up
  touch "$STATE/stack" "$STATE/table"
  on 'aws configure get region' 'echo eu-central-1'
  on 'aws sts get-caller-identity*' 'echo 123456789012'
  on 'aws cloudformation describe-stack*' '
    if [ ! -f "$STATE/stack" ]; then
      echo "An error occurred (ValidationError): Stack with id x does not exist" >&2
      exit 254
    fi
    case $call in
      *StackStatus*) cat "$STATE/stack" | grep . || echo CREATE_COMPLETE ;;
      *describe-stack-resource*) echo cubby-dev-Table-1 ;;
    esac'
  on 'aws cloudformation describe-stacks*aws-sam-cli-managed-default*' 'echo artifacts'
  on 'aws cloudformation delete-stack*' 'rm "$STATE/stack"'
  on 'aws cloudformation describe-stack-resources --physical*' 'echo "Stack for x does not exist" >&2; exit 254'
  on 'aws dynamodb list-tables*' 'if [ -f "$STATE/table" ]; then echo cubby-dev-Table-1; fi'
  on 'aws dynamodb describe-table*' 'echo 2000000000'
  on 'aws dynamodb delete-table*' 'rm -f "$STATE/table"'
  on 'aws apigateway get-api-keys*cubby:table*==?cubby-dev-Table-1?*' 'printf "k1\nk2\n"'
  on 'aws logs describe-log-groups*' 'printf "cubby-dev-ApiLogGroup-1\t5000000\ncubby-dev-FunctionsLogGroup-1\t0\n"'
  on 'aws s3api list-object-versions*' 'printf "cubby-dev/1/a b\tv1\ncubby-dev/1/a b\tv2\n"'
  cd "$project" || return
}

teardown() {
  tear_down
}

# A line of the calls.
line() {
  grep -n -m 1 -e "$1" "$calls" | cut -d : -f 1
}

@test "stack and artifacts are deleted, the table is kept, and its cost is shown" {
  run ./cleanup.sh --yes
  [ "$status" -eq 0 ]
  [ "$(line 'delete-stack --stack-name cubby-dev')" -lt "$(line 'wait stack-delete-complete --stack-name cubby-dev')" ]
  called 's3api list-object-versions --bucket artifacts --prefix cubby-dev/ '
  called 's3api delete-object --bucket artifacts --key cubby-dev/1/a\\ b --version-id v1'
  called 's3api delete-object --bucket artifacts --key cubby-dev/1/a\\ b --version-id v2'
  not_called 'delete-table\|delete-api-key\|update-table'
  [[ $output == *"2.000 GB"*"0.90 USD a month"* ]]
  [[ $output == *"--adopt-table cubby-dev-Table-1"* ]]
  [ -z "$(left_behind)" ]
}

@test "logs are announced, and deleted once the stack writes no more" {
  run ./cleanup.sh --yes
  [ "$status" -eq 0 ]
  [[ $output == *"This deletes the logs in cubby-dev-ApiLogGroup-1, 0.005 GB."* ]]
  called "describe-log-groups --log-group-name-prefix cubby-dev- "
  [ "$(line 'wait stack-delete-complete')" -lt "$(line 'delete-log-group --log-group-name cubby-dev-ApiLogGroup-1')" ]
  called 'delete-log-group --log-group-name cubby-dev-FunctionsLogGroup-1'
}

@test "logs that late lines recreate are deleted by another run, without the stack" {
  rm "$STATE/stack"
  run ./cleanup.sh --yes
  [ "$status" -eq 0 ]
  not_called delete-stack
  called 'delete-log-group --log-group-name cubby-dev-FunctionsLogGroup-1'
}

@test "--keep-logs keeps the logs, and says so before and after" {
  run ./cleanup.sh --yes --keep-logs
  [ "$status" -eq 0 ]
  not_called delete-log-group
  [[ $output == *"This keeps the logs in cubby-dev-ApiLogGroup-1"*"- the logs in cubby-dev-ApiLogGroup-1, until"* ]]
}

@test "--delete-data deletes keys and table after the stack" {
  run ./cleanup.sh --yes --delete-data
  [ "$status" -eq 0 ]
  called 'delete-api-key --api-key k1'
  called 'delete-api-key --api-key k2'
  [ "$(grep -c delete-api-key "$calls")" -eq 2 ]
  [ "$(line wait\ stack-delete)" -lt "$(line delete-api-key)" ]
  [ "$(line delete-api-key)" -lt "$(line no-deletion-protection-enabled)" ]
  [ "$(line no-deletion-protection-enabled)" -lt "$(line delete-table)" ]
  called 'wait table-not-exists --table-name cubby-dev-Table-1'
}

@test "--delete-data keeps keys that a restored table names, but another table has" {
  on 'aws dynamodb scan*' 'printf "k1\nk2\n"'
  on 'aws apigateway get-api-keys*' ':'
  run ./cleanup.sh --yes --delete-data
  [ "$status" -eq 0 ]
  not_called delete-api-key
  called 'delete-table --table-name cubby-dev-Table-1'
}

@test "a second run finds nothing to do" {
  ./cleanup.sh --yes --delete-data
  : >"$calls"
  run ./cleanup.sh --yes --delete-data
  [ "$status" -eq 0 ]
  [[ $output == *"no such stack"* ]]
  not_called 'delete-stack\|delete-table\|delete-api-key'
}

@test "--delete-data deletes all tables of a stack that is gone" {
  rm "$STATE/stack"
  on 'aws dynamodb list-tables*' 'printf "cubby-dev-Table-1\tcubby-dev-Table-2\n"'
  run ./cleanup.sh --yes --delete-data
  [ "$status" -eq 0 ]
  not_called delete-stack
  called 'delete-table --table-name cubby-dev-Table-1'
  called 'delete-table --table-name cubby-dev-Table-2'
}

@test "a table that another stack adopted is kept" {
  rm "$STATE/stack"
  on 'aws cloudformation describe-stack-resources --physical*' 'echo arn:other'
  on 'aws cloudformation describe-stacks --stack-name arn:other *DELETE_COMPLETE*' 'echo other'
  run ./cleanup.sh --yes --delete-data
  [ "$status" -eq 0 ]
  [[ $output == *"cubby-dev-Table-1 now belongs to the stack other"* ]]
  not_called delete-table
}

@test "a table that a deleted stack had is no other stack's" {
  on 'aws cloudformation describe-stack-resources --physical*' 'echo arn:deleted'
  on 'aws cloudformation describe-stacks --stack-name arn:deleted *DELETE_COMPLETE*' ':'
  run ./cleanup.sh --yes --delete-data
  [ "$status" -eq 0 ]
  called 'delete-table --table-name cubby-dev-Table-1'
}

@test "the command that deletes a kept table works for an adopted one, whose stack is gone" {
  on 'aws cloudformation describe-stack-resource *' 'echo kept'
  on 'aws dynamodb list-tables*' ':'
  run ./cleanup.sh --yes
  [ "$status" -eq 0 ]
  [ ! -e "$STATE/stack" ]
  not_called delete-table
  command=$(grep -o './cleanup.sh .*' <<<"$output")
  on 'aws cloudformation describe-stack-resource *' 'echo "Stack x does not exist" >&2; exit 254'
  run $command --yes
  [ "$status" -eq 0 ]
  [[ $output == *"This DELETES table kept, 2.000 GB"* ]]
  called 'delete-table --table-name kept'
}

@test "what an unfinished deletion asks to run names an adopted table" {
  on 'aws cloudformation describe-stack-resource *' 'echo kept'
  on 'aws dynamodb list-tables*' ':'
  on 'aws cloudformation wait stack-delete-complete*' 'exit 255'
  run ./cleanup.sh --yes --delete-data --profile other
  [ "$status" -eq 1 ]
  [[ $output == *"When you have fixed the reason: ./cleanup.sh --stack-name cubby-dev --region eu-central-1 --profile other --delete-data --table kept" ]]
}

@test "--table names no table of another stack" {
  on 'aws cloudformation describe-stack-resources --physical*kept*' 'echo arn:other'
  on 'aws cloudformation describe-stacks --stack-name arn:other *' 'echo other'
  run ./cleanup.sh --yes --delete-data --table kept
  [ "$status" -eq 0 ]
  [[ $output == *"Table kept now belongs to the stack other."* ]]
  not_called 'delete-table --table-name kept'
  called 'delete-table --table-name cubby-dev-Table-1'
}

@test "--delete-data deletes an adopted table, which has another name" {
  on 'aws cloudformation describe-stack-resource *' 'echo kept'
  on 'aws dynamodb list-tables*' ':'
  run ./cleanup.sh --yes --delete-data
  [ "$status" -eq 0 ]
  called 'delete-table --table-name kept'
}

@test "a stack without a table is deleted" {
  echo ROLLBACK_COMPLETE >"$STATE/stack"
  on 'aws cloudformation describe-stack-resource *' 'echo "Resource Table does not exist for stack x" >&2; exit 254'
  on 'aws dynamodb list-tables*' ':'
  run ./cleanup.sh --yes
  [ "$status" -eq 0 ]
  called delete-stack
}

@test "a stack whose table is gone is deleted, and the other tables are treated as ever" {
  on 'aws dynamodb list-tables*' 'echo cubby-dev-Table-2'
  on 'aws dynamodb describe-table*cubby-dev-Table-1*' '
    echo "An error occurred (ResourceNotFoundException): Table: cubby-dev-Table-1 not found" >&2
    exit 254'
  run ./cleanup.sh --yes --delete-data
  [ "$status" -eq 0 ]
  [[ $output == *"Table cubby-dev-Table-1 is gone already."* ]]
  [[ $output != *"An error occurred"* ]]
  called delete-stack
  called 'delete-table --table-name cubby-dev-Table-2'
  not_called 'update-table --table-name cubby-dev-Table-1'
}

@test "another failure to look at a table ends the script" {
  on 'aws dynamodb describe-table*' 'echo AccessDenied >&2; exit 254'
  run ./cleanup.sh --yes
  [ "$status" -eq 1 ]
  [[ $output == *AccessDenied* ]]
  not_called delete-stack
}

@test "without SAM's bucket, there are no artifacts to delete" {
  on 'aws cloudformation describe-stacks*aws-sam-cli-managed-default*' 'echo "it does not exist" >&2; exit 254'
  run ./cleanup.sh --yes
  [ "$status" -eq 0 ]
  not_called s3api
}

@test "a key that is gone already is skipped, another failure ends the script" {
  on 'aws apigateway delete-api-key*k1*' 'echo NotFoundException >&2; exit 254'
  run ./cleanup.sh --yes --delete-data
  [ "$status" -eq 0 ]
  touch "$STATE/table"
  on 'aws apigateway delete-api-key*k2*' 'echo TooManyRequestsException >&2; exit 254'
  : >"$calls"
  run ./cleanup.sh --yes --delete-data
  [ "$status" -eq 1 ]
  [[ $output == *TooManyRequestsException* ]]
  not_called delete-table
}

@test "what CloudFormation cannot delete is named and ends the script" {
  on 'aws cloudformation wait stack-delete-complete*' 'exit 255'
  on 'aws cloudformation describe-stack-events*' 'echo "BasicPlan because"'
  run ./cleanup.sh --yes --delete-data
  [ "$status" -eq 1 ]
  [[ $output == *"BasicPlan because"* ]]
  not_called 's3api\|delete-table'
}

@test "a failure to list tables ends the script" {
  on 'aws dynamodb list-tables*' 'echo AccessDenied >&2; exit 254'
  run ./cleanup.sh --yes
  [ "$status" -ne 0 ]
  not_called delete-stack
}

@test "without a terminal, --yes is required" {
  run ./cleanup.sh
  [ "$status" -eq 1 ]
  [[ $output == *--yes* ]]
  not_called delete
}

@test "on a terminal, the stack's name is required" {
  on_terminal ./cleanup.sh <<<'y'
  [ "$status" -eq 1 ]
  not_called delete
  on_terminal ./cleanup.sh <<<'cubby-dev'
  [ "$status" -eq 0 ]
  called delete-stack
}

@test "stage, name and profile take effect, with spaces" {
  on 'aws sts get-caller-identity*' 'echo "$AWS_PROFILE" >"$STATE/profile"; echo 1'
  run ./cleanup.sh --yes --stage my_stage --profile 'my profile' --region us-east-1
  [ "$status" -eq 0 ]
  called 'delete-stack --stack-name cubby-my-stage'
  [ "$(cat "$STATE/profile")" = 'my profile' ]
}

@test "missing credentials, or a missing aws, end the script" {
  on 'aws sts get-caller-identity*' 'exit 253'
  run ./cleanup.sh --yes
  [ "$status" -eq 1 ]
  not_called delete
  PATH=$PATH_BEFORE rm "$bin/aws"
  run ./cleanup.sh --yes
  [ "$status" -eq 1 ]
  [[ $output == *"no aws on the PATH"* ]]
}

@test "--dry-run changes nothing" {
  run ./cleanup.sh --dry-run --delete-data
  [ "$status" -eq 0 ]
  [[ $output == *"would run: aws cloudformation delete-stack"* ]]
  [[ $output == *"would run: aws dynamodb delete-table"* ]]
  not_called_but '^aws \(sts get-\|configure get\|cloudformation describe-\|dynamodb list-\|dynamodb describe-\|apigateway get-\|logs describe-\|s3api list-\)'
}

@test "--help and misuse call nothing" {
  run ./cleanup.sh --help
  [ "$status" -eq 0 ]
  [[ $output == usage:* ]]
  for options in --unknown --stage --table '--stack-name 1x'; do
    # shellcheck disable=SC2086
    run ./cleanup.sh $options
    [ "$status" -eq 2 ]
  done
  [ ! -s "$calls" ]
}

#!/usr/bin/env bats
# deploy.sh, with stand-ins for what it calls.
# Stand-ins expand what a test prepares for them, and stand-ins.bash sets the other variables.
# shellcheck disable=SC2016,SC2154

load stand-ins.bash

setup() {
  set_up_deployment
}

teardown() {
  tear_down
}

@test "a new stack is built and deployed, gets its first key, and its functions are woken" {
  run ./deploy.sh
  [ "$status" -eq 0 ]
  [ "$(grep -n -m 1 '^mvn' "$calls" | cut -d : -f 1)" -lt "$(grep -n -m 1 '^sam deploy' "$calls" | cut -d : -f 1)" ]
  called '^sam deploy .*--stack-name cubby-dev --region eu-central-1 .*--parameter-overrides ApiGatewayLogsRole=existing$'
  # The project's own samconfig.toml has no part in it.
  called '^sam deploy .*--config-file [^ ]*/temporary.'
  called '^aws cloudformation list-stack-resources --stack-name cubby-dev .*AWS::Lambda::Alias'
  called '^aws lambda invoke --function-name arn:Bootstrap:live --payload fileb://events/bootstrap.json '
  for name in A B C D E F G; do
    called "^aws lambda invoke --function-name arn:$name:live --payload fileb://events/warm-up.json "
  done
  [ "$(grep -c 'lambda invoke' "$calls")" -eq 8 ]
  [[ $output == *https://api.example.com/dev/docs* ]]
}

@test "without a terminal, the key goes only to a file that nobody else can read" {
  run ./deploy.sh
  [ "$status" -eq 0 ]
  [[ $output != *cubby_secret* ]]
  file=$(left_behind)
  [[ $output == *"$file"* ]]
  [ "$(cat "$file")" = cubby_secret ]
  [ "$(PATH=$PATH_BEFORE stat -c %a "$file")" = 600 ]
}

@test "on a terminal, the key is shown at once and stored nowhere" {
  on_terminal ./deploy.sh <<<''
  [ "$status" -eq 0 ]
  [[ $output == *cubby_secret*Waking* ]]
  [ -z "$(left_behind)" ]
}

@test "in CI, the key is not shown, even on a terminal" {
  CI=true on_terminal ./deploy.sh <<<''
  [ "$status" -eq 0 ]
  [[ $output != *cubby_secret* ]]
}

@test "a second run creates no second key, and keeps the parameters" {
  ./deploy.sh --parameter LogRetentionDays=7
  : >"$calls"
  run ./deploy.sh
  [ "$status" -eq 0 ]
  [[ $output == *"An earlier deployment created the admin key"* ]]
  [[ $output == *anotherAdminKey* ]]
  called '--no-fail-on-empty-changeset$'
  not_called get-account
}

@test "a missing tool is named, and nothing changes" {
  for tool in aws sam mvn; do
    : >"$calls"
    PATH=$PATH_BEFORE mv "$bin/$tool" "$BATS_TEST_TMPDIR"
    run ./deploy.sh
    [ "$status" -eq 1 ]
    [[ $output == *"no $tool on the PATH"* ]]
    [ ! -s "$calls" ]
    PATH=$PATH_BEFORE mv "$BATS_TEST_TMPDIR/$tool" "$bin"
  done
}

@test "a missing JDK is named, and nothing changes" {
  # No machine has one as new as this.
  PATH=$PATH_BEFORE sed -i 's/^readonly java_version=.*/readonly java_version=999/' scripts/jdk.sh
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *"no JDK 999 or newer"*JAVA_HOME* ]]
  [ ! -s "$calls" ]
}

@test "without credentials or a region, nothing changes" {
  on 'aws sts get-caller-identity*' 'echo "Unable to locate credentials" >&2; exit 253'
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *"aws sso login"* ]]
  on 'aws configure get region' 'exit 1'
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *--region* ]]
  not_called '^mvn\|^sam'
}

@test "an error of AWS is shown and ends the script" {
  on 'aws cloudformation describe-stacks*' 'echo "AccessDenied: no" >&2; exit 254'
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *"AccessDenied: no"* ]]
  not_called '^mvn\|^sam'
}

@test "a failed build is shown, and nothing is deployed" {
  on 'mvn*' 'echo "no JDK 25"; exit 1'
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *"no JDK 25"* ]]
  not_called '^sam'
}

@test "a failed deployment ends the script, which says what it left and what to do" {
  on 'sam deploy*' 'exit 1'
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *"there is no stack yet; fix the reason, then run this again" ]]
  not_called 'lambda invoke'
  [ -z "$(left_behind)" ]
  on 'sam deploy*' 'touch "$STATE/deployed"; exit 1'
  on 'aws cloudformation describe-stacks*StackStatus*' 'if [ -f "$STATE/deployed" ]; then echo ROLLBACK_COMPLETE; fi'
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *"the new stack is ROLLBACK_COMPLETE; fix the reason, run ./cleanup.sh --stack-name cubby-dev --region eu-central-1, then"* ]]
}

@test "a failed update says whether CloudFormation has changed anything" {
  touch "$STATE/deployed"
  on 'sam deploy*' 'exit 1'
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *"the stack has not changed; fix the reason, then run this again" ]]
  on 'sam deploy*' 'touch "$STATE/updated"; exit 1'
  on 'aws cloudformation describe-stacks*StackStatus,LastUpdatedTime*' 'if [ -f "$STATE/updated" ]; then echo 2; else echo 1; fi'
  on 'aws cloudformation describe-stacks*].StackStatus*' 'echo UPDATE_ROLLBACK_COMPLETE'
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *"the stack is UPDATE_ROLLBACK_COMPLETE; fix the reason, then run this again" ]]
  on 'aws cloudformation describe-stacks*].StackStatus*' 'if [ -f "$STATE/updated" ]; then echo UPDATE_ROLLBACK_FAILED; fi'
  rm "$STATE/updated"
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *"continue-update-rollback --stack-name cubby-dev --region eu-central-1" ]]
}

@test "keys in the plans without the table's tag get it, and no others" {
  on 'aws apigateway get-usage-plan-keys*id-of-AdminPlan*' 'printf "k1\n"'
  on 'aws apigateway get-usage-plan-keys*id-of-BasicPlan*' 'printf "k2\nk3\n"'
  on 'aws apigateway get-api-keys*cubby-dev-Table-1*' 'printf "k3\tNone\nk30\tNone\nforeign\tother\nk1\told\n"'
  on 'aws cloudformation describe-stack-resources --physical*' 'echo "Stack for x does not exist" >&2; exit 254'
  run ./deploy.sh
  [ "$status" -eq 0 ]
  called 'tag-resource --resource-arn arn:aws:apigateway:eu-central-1::/apikeys/k1 --tags cubby:table=cubby-dev-Table-1$'
  called 'tag-resource --resource-arn arn:aws:apigateway:eu-central-1::/apikeys/k3 '
  [ "$(grep -c tag-resource "$calls")" -eq 2 ]
}

@test "an interrupted script says that CloudFormation continues, and leaves no file" {
  on 'sam deploy*' "exec $(PATH=$PATH_BEFORE command -v sleep) 60"
  # A shell would have what it starts in the background ignore the signal.
  PATH=$PATH_BEFORE env --default-signal=INT setsid env PATH="$bin" ./deploy.sh >"$BATS_TEST_TMPDIR/output" 2>&1 3>&- &
  pid=$!
  for _ in {1..600}; do
    if called '^sam deploy'; then break; fi
    PATH=$PATH_BEFORE sleep 0.1
  done
  kill -INT -- -"$pid"
  status=0
  wait "$pid" || status=$?
  [ "$status" -eq 130 ]
  grep -q 'interrupted. CloudFormation finishes what it has begun' "$BATS_TEST_TMPDIR/output"
  not_called 'lambda invoke'
  [ -z "$(left_behind)" ]
}

@test "the script waits for what an interrupted run started" {
  touch "$STATE/deployed"
  on 'aws cloudformation describe-stacks*StackStatus*' '
    if [ -f "$STATE/waited" ]; then echo CREATE_COMPLETE; else echo CREATE_IN_PROGRESS; fi'
  on 'sleep*' 'touch "$STATE/waited"'
  run ./deploy.sh
  [ "$status" -eq 0 ]
  [ "$(grep -n -m 1 '^sleep' "$calls" | cut -d : -f 1)" -lt "$(grep -n -m 1 '^mvn' "$calls" | cut -d : -f 1)" ]
}

@test "a stack that cannot be updated has to be deleted first" {
  touch "$STATE/deployed"
  on 'aws cloudformation describe-stacks*StackStatus*' 'echo ROLLBACK_COMPLETE'
  run ./deploy.sh
  [ "$status" -eq 1 ]
  [[ $output == *"./cleanup.sh --stack-name cubby-dev"* ]]
  not_called '^mvn\|^sam'
}

@test "a stack left by a failed import has to be deleted first" {
  touch "$STATE/deployed"
  on 'aws cloudformation describe-stacks*StackStatus*' 'echo REVIEW_IN_PROGRESS'
  run ./deploy.sh --adopt-table kept
  [ "$status" -eq 1 ]
  [[ $output == *"./cleanup.sh"* ]]
  run ./deploy.sh
  [ "$status" -eq 0 ]
}

@test "the stack creates the role for logs if there is none" {
  on 'aws apigateway get-account*' 'echo None'
  run ./deploy.sh
  [ "$status" -eq 0 ]
  called 'ApiGatewayLogsRole=create$'
}

@test "on a terminal, the script asks before, and no ends it" {
  on 'aws apigateway get-account*' 'echo None'
  on_terminal ./deploy.sh <<<'n'
  [ "$status" -eq 1 ]
  not_called '^sam'
}

@test "the script does not look for a role for logs if the parameter is given" {
  run ./deploy.sh --parameter ApiGatewayLogsRole=create
  [ "$status" -eq 0 ]
  not_called get-account
  called 'ApiGatewayLogsRole=create$'
}

@test "stage, name, region and profile take effect, with spaces" {
  on 'aws sts get-caller-identity*' 'env | grep -E "^AWS_([AS].*_|DEFAULT_|PROFILE|REGION)" | sort >"$STATE/environment"; echo 1'
  export AWS_ACCESS_KEY_ID=other AWS_SECRET_ACCESS_KEY=other AWS_SESSION_TOKEN=other AWS_DEFAULT_PROFILE=other
  run ./deploy.sh --stage my_stage --profile 'my profile' --region us-east-1
  [ "$status" -eq 0 ]
  called '--stack-name cubby-my-stage --region us-east-1 .*Stage=my_stage'
  [ "$(cat "$STATE/environment")" = "AWS_DEFAULT_REGION=us-east-1
AWS_PROFILE=my profile
AWS_REGION=us-east-1" ]
  [[ $output == *'aws lambda invoke --region us-east-1 --profile my\ profile '* ]]
  run ./deploy.sh --stack-name other
  called '--stack-name other '
}

@test "--alarm-email names who is told of alarms" {
  run ./deploy.sh --alarm-email ops+cubby@example.com
  [ "$status" -eq 0 ]
  called '--parameter-overrides AlarmEmail=ops+cubby@example.com '
  [[ $output == *"ops+cubby@example.com gets a message from AWS; alarms arrive once its link is followed."* ]]
}

@test "an empty value empties a parameter" {
  run ./deploy.sh --parameter AlarmEmail=
  [ "$status" -eq 0 ]
  called '--parameter-overrides AlarmEmail=\\"\\" '
}

@test "--origin names the origin whose pages may read responses" {
  run ./deploy.sh --origin https://shop.example
  [ "$status" -eq 0 ]
  called 'AllowedOrigin=https://shop.example'
}

@test "--guided asks for what is omitted" {
  on_terminal './deploy.sh --guided --stage test' <<<$'\nshop\n\nhttps://shop.example'
  [ "$status" -eq 0 ]
  called '--stack-name shop --region eu-central-1 .*AllowedOrigin=https://shop.example.*Stage=test'
  run ./deploy.sh --guided
  [ "$status" -eq 1 ]
}

@test "--guided proposes a valid name for every stage" {
  on_terminal './deploy.sh --guided' <<<$'my_stage\n\n\nhttps://shop.example'
  [ "$status" -eq 0 ]
  called '--stack-name cubby-my-stage .*Stage=my_stage'
}

@test "--dry-run changes nothing" {
  run ./deploy.sh --dry-run
  [ "$status" -eq 0 ]
  [[ $output == *"would run: sam deploy "* ]]
  not_called_but '^aws \(sts get-\|configure get\|apigateway get-\|cloudformation describe-\)'
  [ -z "$(left_behind)" ]
}

@test "--help and misuse call nothing" {
  run ./deploy.sh --help
  [ "$status" -eq 0 ]
  [[ $output == usage:* ]]
  for options in --unknown --stage '--parameter x' '--parameter Stage=x' '--stack-name 1x'; do
    # shellcheck disable=SC2086
    run ./deploy.sh $options
    [ "$status" -eq 2 ]
  done
  [ ! -s "$calls" ]
}

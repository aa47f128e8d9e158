#!/usr/bin/env bash
# Deploys the stack into an AWS account and makes it ready for use. You can run it again at any time.
# Written for bash 3.2, which is what macOS has.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: ./deploy.sh [OPTION ...]

Builds and deploys template.yaml, creates the first admin key, and wakes every function. Parameters that you omit keep
their values. The script does not read samconfig.toml.

  --stage NAME             stage of the API, part of its URL; dev for a new stack
  --stack-name NAME        name of the stack; cubby-STAGE by default
  --region NAME            AWS region; that of your profile by default
  --profile NAME           profile of your AWS configuration
  --origin ORIGIN          the web origin whose pages may read responses, such as https://app.example.com, or * for all
  --parameter NAME=VALUE   a parameter of template.yaml, such as ProRateLimit=1000; repeatable
  --adopt-table NAME       give the new stack this table, which an earlier stack left (cleanup.sh keeps it)
  --guided                 ask for what you omit
  --dry-run                check everything, show what would happen, and change nothing
  --help                   show this
USAGE
}

# shellcheck source=scripts/stack.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/scripts/stack.sh"
# shellcheck source=scripts/jdk.sh
. scripts/jdk.sh

# ----------------------------------------------------------------------------------------------------------------------
# Options
# ----------------------------------------------------------------------------------------------------------------------
parameters=()
adopted=''
guided=false
while [ $# -gt 0 ]; do
  case $1 in
    --stage | --stack-name | --region | --profile | --origin | --parameter | --adopt-table)
      if [ -z "${2:-}" ]; then misuse "$1 needs a value"; fi
      ;;
  esac
  case $1 in
    --stage) stage=$2 && shift ;;
    --stack-name) stack=$2 && shift ;;
    --region) region=$2 && shift ;;
    --profile) export AWS_PROFILE=$2 && shift ;;
    --origin) parameters+=("AllowedOrigin=$2") && shift ;;
    --parameter)
      case $2 in
        Stage=*) misuse "set the stage with --stage" ;;
        [A-Z]*=*) parameters+=("$2") && shift ;;
        *) misuse "--parameter needs NAME=VALUE" ;;
      esac
      ;;
    --adopt-table) adopted=$2 && shift ;;
    --guided) guided=true ;;
    --dry-run) dry_run=true ;;
    --help) usage && exit 0 ;;
    *) misuse "unknown option $1" ;;
  esac
  shift
done

need aws "install the AWS CLI"
need sam "install the AWS SAM CLI"
need mvn "install Maven"
jdk=$(find_jdk)

# ask VARIABLE QUESTION: an empty answer keeps the variable's value.
ask() {
  local answer
  read -r -p "$2 [${!1}]: " answer
  if [ -n "$answer" ]; then printf -v "$1" %s "$answer"; fi
}

if "$guided"; then
  has_terminal || fail "--guided needs a terminal to ask on"
  stage=${stage:-dev}
  ask stage "Stage"
  stack=${stack:-$(default_stack)}
  ask stack "Name of the stack"
  region=${region:-$(aws configure get region || true)}
  ask region "Region"
  origin=''
  ask origin "Web origin whose pages may read the responses; empty to keep it"
  if [ -n "$origin" ]; then parameters+=("AllowedOrigin=$origin"); fi
fi
if [ -n "$stage" ]; then parameters+=("Stage=$stage"); fi

# ----------------------------------------------------------------------------------------------------------------------
# Checks
# ----------------------------------------------------------------------------------------------------------------------
connect
settle
case $status,$adopted in
  ROLLBACK_* | CREATE_FAILED,* | DELETE_FAILED,* | IMPORT_ROLLBACK_* | REVIEW_IN_PROGRESS,?*)
    fail "the stack is $status and cannot be updated; delete it first: ./cleanup.sh --stack-name $stack"
    ;;
  UPDATE_ROLLBACK_FAILED,*)
    fail "the stack is $status; repair it first: aws cloudformation continue-update-rollback --stack-name $stack"
    ;;
esac

# The parameters that the stack has, as NAME=VALUE.
describe 'Parameters[].[ParameterKey,ParameterValue]' | tr '\t' = >"$work/parameters"

# API Gateway writes access logs through one role per account and region (docs/decisions/0012). A stack keeps what it
# was first told about it.
choose_logs_role() {
  local role answer
  case "${parameters[*]-} $(cat "$work/parameters")" in
    *ApiGatewayLogsRole=*) return ;;
  esac
  role=$(aws apigateway get-account --query cloudwatchRoleArn --output text)
  if [ "$role" != None ]; then
    parameters+=(ApiGatewayLogsRole=existing)
    return
  fi
  echo "In this account and region, API Gateway has no role to write logs with. The stack can create and set one."
  if has_terminal; then
    read -r -p "Create it? [Y/n] " answer
    case $answer in
      [Nn]*) fail "set a role yourself (aws apigateway update-account), then run this again" ;;
    esac
  fi
  parameters+=(ApiGatewayLogsRole=create)
}

choose_logs_role

# Prints the values that parameters in the environments of functions will have: given here, kept by the stack, or default.
# SAM publishes a new version of a function if its text in the template or the artifact changes, but not if only the value
# of a parameter does, so these values are part of the artifact (docs/decisions/0037).
settings() {
  local name
  {
    printf '%s\n' ${parameters[@]+"${parameters[@]}"}
    cat "$work/parameters"
    awk '/^  [A-Z]/ { name = substr($1, 1, length($1) - 1) } sub(/^    Default: /, "") { print name "=" $0 }' template.yaml
  } >"$work/values"
  awk '/^ +[A-Z_]+: !Ref [A-Za-z]+$/ { print $3 }' template.yaml | sort -u | while read -r name; do
    grep -m 1 "^$name=" "$work/values" || true
  done
}

settings=$(settings | cksum | cut -d ' ' -f 1)

# ----------------------------------------------------------------------------------------------------------------------
# Adopting a table (docs/decisions/0031)
# ----------------------------------------------------------------------------------------------------------------------
# The stack begins with nothing but its table, imported. The deployment is then an update.
adopt() {
  local change_set=(--stack-name "$stack" --change-set-name adopt-table)
  {
    echo "AWSTemplateFormatVersion: '2010-09-09'"
    echo "Resources:"
    awk '/^  [^ ]/ { found = /^  Table:$/ } /^[^ ]/ { found = 0 } found' template.yaml
  } >"$work/table.yaml"
  state="The stack may have the table already; its data is unchanged. Run this again."
  run aws cloudformation create-change-set "${change_set[@]}" --change-set-type IMPORT \
    --template-body "file://$work/table.yaml" --resources-to-import \
    "ResourceType=AWS::DynamoDB::Table,LogicalResourceId=Table,ResourceIdentifier={TableName=$adopted}" >/dev/null
  run aws cloudformation wait change-set-create-complete "${change_set[@]}" || {
    aws cloudformation describe-change-set "${change_set[@]}" --query StatusReason --output text >&2
    fail "CloudFormation cannot import the table, and has not changed it"
  }
  run aws cloudformation execute-change-set "${change_set[@]}"
  run aws cloudformation wait stack-import-complete --stack-name "$stack"
}

# join_plan PLAN KEY: puts API Gateway's key into the plan, unless it is there; fails if there is no such key.
join_plan() {
  local member=(--usage-plan-id "$1" --key-id "$2")
  for _ in {1..10}; do
    if aws apigateway create-usage-plan-key "${member[@]}" --key-type API_KEY >/dev/null 2>"$work/error"; then return; fi
    case $(cat "$work/error") in
      *ConflictException*) ;;
      *NotFoundException*) return 1 ;;
      *) fail "$(cat "$work/error")" ;;
    esac
    if aws apigateway get-usage-plan-key "${member[@]}" >/dev/null 2>&1; then return; fi
    # API Gateway makes one change at a time in an account and region.
    sleep 1
  done
  fail "cannot put key $2 into its plan; run this again: $(grep . "$work/error")"
}

# The keys of the earlier stack are in the table and in API Gateway, but their usage plans went with it.
join_plans() {
  local admin basic pro id plan lost=0
  admin=$(resource AdminPlan)
  basic=$(resource BasicPlan)
  pro=$(resource ProPlan)
  aws dynamodb scan --table-name "$adopted" --filter-expression 'SK = :key' \
    --expression-attribute-values '{":key":{"S":"KEY"}}' --query 'Items[].[gatewayKeyId.S,plan.S]' --output text \
    >"$work/keys"
  while read -r id plan; do
    case $plan in
      admin) plan=$admin ;;
      basic) plan=$basic ;;
      pro) plan=$pro ;;
      *) continue ;;
    esac
    join_plan "$plan" "$id" || lost=$((lost + 1))
  done <"$work/keys"
  if [ "$lost" -gt 0 ]; then
    echo "$self: $lost keys of the table no longer exist in API Gateway; rotate or delete them" >&2
  fi
}

if [ -n "$adopted" ]; then
  if [ -z "$status" ]; then
    stream=$(aws dynamodb describe-table --table-name "$adopted" \
      --query Table.StreamSpecification.StreamViewType --output text) || fail "cannot find table $adopted"
    [ "$stream" = NEW_AND_OLD_IMAGES ] || fail "table $adopted has no stream; see \"Restoring\" in docs/operations.md"
  elif [ "$(resource Table)" != "$adopted" ]; then
    fail "the stack has its own table; only a new stack can adopt one"
  fi
fi

# ----------------------------------------------------------------------------------------------------------------------
# Build and deploy
# ----------------------------------------------------------------------------------------------------------------------
build() {
  if ! JAVA_HOME=$jdk mvn -q -B package "-Dsettings=$settings" -Dmaven.test.skip=true >"$work/build" 2>&1 </dev/null; then
    cat "$work/build" >&2
    fail "the build failed"
  fi
}

echo "Building…"
run build

if [ -n "$adopted" ] && [ -z "$status" ]; then
  echo "Adopting $adopted…"
  adopt
fi

# The project's samconfig.toml is for those who call sam themselves.
echo 'version = 0.1' >"$work/samconfig.toml"
state="CloudFormation continues. Run this again: it waits for CloudFormation, then finishes."
run sam deploy --template-file template.yaml --config-file "$work/samconfig.toml" --stack-name "$stack" \
  --region "$region" --resolve-s3 --s3-prefix "$stack" --capabilities CAPABILITY_IAM --no-confirm-changeset \
  --no-fail-on-empty-changeset ${parameters[@]+--parameter-overrides "${parameters[@]}"} ||
  fail "sam deploy failed; the reason is above. CloudFormation rolls back and keeps the table. Fix it. Run this again"

if "$dry_run"; then
  echo "would invoke Bootstrap, and each function with events/warm-up.json"
  exit
fi

# ----------------------------------------------------------------------------------------------------------------------
# First key
# ----------------------------------------------------------------------------------------------------------------------
describe 'Outputs[].[OutputKey,OutputValue]' >"$work/outputs"
# The live aliases of the functions: logical id and ARN.
aws cloudformation list-stack-resources --stack-name "$stack" --output text \
  --query "StackResourceSummaries[?ResourceType=='AWS::Lambda::Alias'].[LogicalResourceId,PhysicalResourceId]" \
  >"$work/aliases"
bootstrap=$(awk '$1 == "BootstrapFunctionAliaslive" { print $2 }' "$work/aliases")

output() {
  awk -v name="$1" '$1 == name { print $2 }' "$work/outputs"
}

# invoke ARN EVENT FILE: writes the response to FILE; fails if the function does.
invoke() {
  [ "$(aws lambda invoke --function-name "$1" --payload "fileb://events/$2" --cli-read-timeout 100 \
    --query FunctionError --output text "$3")" = None ]
}

another_key="printf '{\"anotherAdminKey\":\"true\"}' | aws lambda invoke --region $region \\
    --function-name $bootstrap --payload fileb:///dev/stdin /dev/stdout"
state="The stack is deployed. Run this again to finish. If that shows no admin key, create another:
  $another_key"

echo "Invoking Bootstrap…"
touch "$work/bootstrap.json"
invoke "$bootstrap" bootstrap.json "$work/bootstrap.json" || {
  grep -v adminKey "$work/bootstrap.json" >&2 || true
  fail "the stack is deployed, but Bootstrap failed. Run this again"
}
admin_key=$(sed -n 's/.*"adminKey":"\([^"]*\)".*/\1/p' "$work/bootstrap.json")
if [ -z "$admin_key" ]; then
  echo "An earlier deployment created the admin key."
elif has_terminal; then
  echo "Admin key (shown only once): $admin_key"
else
  # The key stays out of logs, and mktemp lets nobody else read its file.
  key_file=$(mktemp)
  echo "$admin_key" >"$key_file"
  echo "The admin key is in $key_file"
fi
state="The stack is deployed and has its admin key. Run this again to finish."
if [ -n "$adopted" ]; then
  echo "Adding the table's keys to the new usage plans…"
  join_plans
fi

# ----------------------------------------------------------------------------------------------------------------------
# Wake every function
# ----------------------------------------------------------------------------------------------------------------------
wake() {
  invoke "$1" warm-up.json /dev/null || echo "$self: cannot wake $1; its first request may be slow, or fail" >&2
}

echo "Waking the functions…"
# Five at a time: a new account has ten concurrent instances.
count=0
while read -r arn; do
  wake "$arn" </dev/null &
  count=$((count + 1))
  if [ $((count % 5)) -eq 0 ]; then wait; fi
done < <(awk -v bootstrap="$bootstrap" '$2 && $2 != bootstrap { print $2 }' "$work/aliases")
wait

# ----------------------------------------------------------------------------------------------------------------------
# Outputs
# ----------------------------------------------------------------------------------------------------------------------
cat <<RESULT

API     $(output ApiUrl)
Docs    $(output DocsUrl)
Table   $(output TableName)

For another admin key:
  $another_key
RESULT

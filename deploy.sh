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
  --region NAME            AWS region; AWS_REGION or that of your profile by default
  --profile NAME           profile of your AWS configuration, also if the environment has credentials
  --origin ORIGIN          the web origin whose pages may read responses, such as https://app.example.com, or * for all
  --parameter NAME=VALUE   a parameter of template.yaml, such as ProRateLimit=1000; repeatable
  --alarm-email ADDRESS    send the stack's alarms to this address
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
# shellcheck source=scripts/adopt.sh
. scripts/adopt.sh
# shellcheck source=scripts/indexes.sh
. scripts/indexes.sh
# shellcheck source=scripts/invoke.sh
. scripts/invoke.sh

# ----------------------------------------------------------------------------------------------------------------------
# Options
# ----------------------------------------------------------------------------------------------------------------------
parameters=()
adopted=''
alarm_email=''
guided=false
while [ $# -gt 0 ]; do
  case $1 in
    --stage | --stack-name | --region | --profile | --origin | --parameter | --alarm-email | --adopt-table)
      if [ -z "${2:-}" ]; then misuse "$1 needs a value"; fi
      ;;
  esac
  case $1 in
    --stage) stage=$2 && shift ;;
    --stack-name) stack=$2 && shift ;;
    --region) region=$2 && shift ;;
    --profile) profile=$2 && shift ;;
    --origin) parameters+=("AllowedOrigin=$2") && shift ;;
    --parameter)
      case $2 in
        Stage=*) misuse "set the stage with --stage" ;;
        CollectionIndexes=*) misuse "the script sets CollectionIndexes itself" ;;
        [A-Z]*=*) parameters+=("$2") && shift ;;
        *) misuse "--parameter needs NAME=VALUE" ;;
      esac
      ;;
    --alarm-email) alarm_email=$2 && parameters+=("AlarmEmail=$2") && shift ;;
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
  region=${region:-$(aws configure get region ${profile:+--profile "$profile"} || true)}
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
    fail "the stack is $status and cannot be updated; delete it first: ./cleanup.sh --stack-name $stack $where"
    ;;
  UPDATE_ROLLBACK_FAILED,*)
    fail "the stack is $status; repair it first: aws cloudformation continue-update-rollback --stack-name $stack $where"
    ;;
esac

# The parameters that the stack has, as NAME=VALUE.
describe 'Parameters[].[ParameterKey,ParameterValue]' | tr '\t' = >"$work/parameters"

# API Gateway writes access logs through one role per account and region (docs/decisions/0012). A stack keeps its first
# choice.
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
  echo "Adopting ${adopted}…"
  adopt
fi

# Says what a failed deployment left.
undeployed() {
  echo "$self: sam deploy failed; the reason is above" >&2
  settle
  case $status in
    '' | REVIEW_IN_PROGRESS) fail "there is no stack yet; fix the reason, then run this again" ;;
    ROLLBACK_* | CREATE_FAILED)
      fail "the new stack is $status; fix the reason, run ./cleanup.sh --stack-name $stack $where, then run this again"
      ;;
    UPDATE_ROLLBACK_FAILED)
      fail "the stack is $status; repair it: aws cloudformation continue-update-rollback --stack-name $stack $where"
      ;;
  esac
  if [ "$(describe '[StackStatus,LastUpdatedTime]')" = "$before" ]; then
    fail "the stack has not changed; fix the reason, then run this again"
  fi
  fail "the stack is $status; fix the reason, then run this again"
}

# The project's samconfig.toml is for those who call sam themselves.
echo 'version = 0.1' >"$work/samconfig.toml"
state="CloudFormation finishes what it has begun. Run this again: it waits for that, then finishes."

# deploy [NAME=VALUE]: with this parameter too.
deploy() {
  local parameter overrides=()
  for parameter in ${parameters[@]+"${parameters[@]}"} "$@"; do
    # sam takes an empty value in quotes only.
    case $parameter in *=) parameter="$parameter\"\"" ;; esac
    overrides+=("$parameter")
  done
  before=$(describe '[StackStatus,LastUpdatedTime]')
  run sam deploy --template-file template.yaml --config-file "$work/samconfig.toml" --stack-name "$stack" \
    --region "$region" --resolve-s3 --s3-prefix "$stack" --capabilities CAPABILITY_IAM --no-confirm-changeset \
    --no-fail-on-empty-changeset ${overrides[@]+--parameter-overrides "${overrides[@]}"} ||
    undeployed
}

case $status,$adopted in
  , | REVIEW_IN_PROGRESS,) deploy ;;
  *) deploy_by_index ;;
esac

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

another_key="printf '{\"anotherAdminKey\":\"true\"}' | aws lambda invoke $where \\
    --function-name $bootstrap --payload fileb:///dev/stdin /dev/stdout"
state="The stack is deployed. Run this again to finish. If that shows no admin key, create another:
  $another_key"

echo "Invoking Bootstrap…"
touch "$work/bootstrap.json"
invoke "$bootstrap" bootstrap.json "$work/bootstrap.json" || {
  grep -v adminKey "$work/bootstrap.json" >&2 || true
  fail "the stack is deployed, but Bootstrap failed. Run this again"
}
admin_key=$(sed -n 's/^{"adminKey":"\([^"]*\)"}$/\1/p' "$work/bootstrap.json")
if [ "$(cat "$work/bootstrap.json")" = '{}' ]; then
  echo "An earlier deployment created the admin key."
elif [ -z "$admin_key" ]; then
  fail "the stack is deployed, but Bootstrap did not say whether there is an admin key. If there is none, create one:
  $another_key"
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
tag_keys "$(output TableName)"

# ----------------------------------------------------------------------------------------------------------------------
# Wake every function
# ----------------------------------------------------------------------------------------------------------------------
echo "Waking the functions…"
awk -v bootstrap="$bootstrap" '$2 && $2 != bootstrap { print $2 }' "$work/aliases" | wake

# ----------------------------------------------------------------------------------------------------------------------
# Outputs
# ----------------------------------------------------------------------------------------------------------------------
cat <<RESULT

API     $(output ApiUrl)
Console $(output ConsoleUrl)
Docs    $(output DocsUrl)
Table   $(output TableName)

For another admin key:
  $another_key
RESULT
if [ -n "$alarm_email" ]; then
  echo "$alarm_email gets a message from AWS; alarms arrive once its link is followed."
fi

# shellcheck shell=bash
# What deploy.sh and cleanup.sh share: asking, and looking at the stack. Sourcing it changes to the project's folder.

CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." || exit
# shellcheck source=scripts/messages.sh
. scripts/messages.sh

stage=''
stack=''
region=''
profile=''
dry_run=false
export AWS_PAGER=''
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap interrupted INT TERM

# What a user who interrupts the script now has to know.
state="Nothing has changed."

interrupted() {
  trap - INT TERM
  printf '\n%s: interrupted. %s\n' "$self" "$state" >&2
  exit 130
}

# need COMMAND REASON
need() {
  command -v "$1" >/dev/null || fail "there is no $1 on the PATH: $2"
}

# Whether somebody reads the output and can answer.
has_terminal() {
  [ -t 0 ] && [ -t 1 ] && [ -z "${CI:-}" ]
}

# run COMMAND ...: runs what changes something, here or in AWS; with --dry-run, prints it.
exec 3>&1
run() {
  if "$dry_run"; then
    {
      printf 'would run:'
      printf ' %q' "$@"
      echo
    } >&3
  else
    "$@"
  fi
}

# The stack's name by default. A stage may have underscores, a stack may not.
default_stack() {
  echo "cubby-${stage:-dev}" | tr _ -
}

# Sets stack and region, and where, the options of other commands for this account and region. Checks the credentials.
connect() {
  local account
  # Credentials in the environment come before AWS_PROFILE, and for sam so does AWS_DEFAULT_PROFILE.
  if [ -n "$profile" ]; then
    unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_SECURITY_TOKEN
    unset AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE
    export AWS_PROFILE=$profile
  fi
  if [ -n "${AWS_PROFILE:-}" ]; then unset AWS_DEFAULT_PROFILE; fi
  stack=${stack:-$(default_stack)}
  case $stack in
    [!A-Za-z]* | *[!A-Za-z0-9-]*) misuse "a stack's name begins with a letter and has letters, digits and hyphens" ;;
  esac
  region=${region:-${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}}
  [ -n "$region" ] || fail "your profile has no region; name one with --region"
  export AWS_REGION=$region AWS_DEFAULT_REGION=$region
  where="--region $region"
  if [ -n "$profile" ]; then where="$where --profile $(printf %q "$profile")"; fi
  account=$(aws sts get-caller-identity --query Account --output text) ||
    fail "AWS refuses your credentials: try 'aws configure', 'aws sso login' or --profile"
  echo "Stack $stack in $region, account $account"
}

# look COMMAND ...: prints what AWS returns; nothing for what does not exist.
look() {
  if ! aws "$@" --output text 2>"$work/error"; then
    grep -q -e 'does not exist' -e ResourceNotFoundException "$work/error" || fail "$(cat "$work/error")"
  fi
}

# describe QUERY: prints something about the stack; nothing if there is none.
describe() {
  look cloudformation describe-stacks --stack-name "$stack" --query "Stacks[0].$1"
}

# resource LOGICAL_ID: prints its physical id; nothing if the stack does not have it.
resource() {
  look cloudformation describe-stack-resource --stack-name "$stack" --logical-resource-id "$1" \
    --query StackResourceDetail.PhysicalResourceId
}

# owner_of TABLE: prints the name of the stack that has the table; nothing if none has. CloudFormation still knows what a stack
# had 90 days after its deletion.
owner_of() {
  local id
  id=$(look cloudformation describe-stack-resources --physical-resource-id "$1" --query 'StackResources[0].StackId') || exit
  if [ -n "$id" ]; then
    look cloudformation describe-stacks --stack-name "$id" --query "Stacks[?StackStatus!='DELETE_COMPLETE'].[StackName]"
  fi
}

# Sets status, which is empty if there is no stack. Waits for what CloudFormation still does for an earlier run.
settle() {
  while status=$(describe StackStatus); do
    case $status in
      REVIEW_IN_PROGRESS) return ;;
      *_IN_PROGRESS) echo "The stack is $status; waiting…" ;;
      *) return ;;
    esac
    sleep 10
  done
  exit 1
}

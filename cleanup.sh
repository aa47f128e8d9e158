#!/usr/bin/env bash
# Deletes the stack from an AWS account, and what CloudFormation leaves behind, but not the data. You can run it again.
# Written for bash 3.2, which is what macOS has.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: ./cleanup.sh [OPTION ...]

Deletes the stack, its logs and its artifacts. Keeps the table and its keys in API Gateway, so that
./deploy.sh --adopt-table can use them again, and shows what that costs.

  --stage NAME        delete the stack cubby-NAME; cubby-dev by default
  --stack-name NAME   delete the stack of this name
  --region NAME       AWS region; AWS_REGION or that of your profile by default
  --profile NAME      profile of your AWS configuration, also if the environment has credentials
  --delete-data       delete the table and those keys too, even if the stack is gone already
  --table NAME        treat this table as the stack's, such as one that the stack had adopted
  --keep-logs         keep the logs until they expire (LogRetentionDays)
  --yes               do not ask
  --dry-run           show what would happen, and change nothing
  --help              show this
USAGE
}

# shellcheck source=scripts/stack.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/scripts/stack.sh"

# ----------------------------------------------------------------------------------------------------------------------
# Options
# ----------------------------------------------------------------------------------------------------------------------
delete_data=false
named_table=''
keep_logs=false
yes=false
while [ $# -gt 0 ]; do
  case $1 in
    --stage | --stack-name | --region | --profile | --table)
      if [ -z "${2:-}" ]; then misuse "$1 needs a value"; fi
      ;;
  esac
  case $1 in
    --stage) stage=$2 && shift ;;
    --stack-name) stack=$2 && shift ;;
    --region) region=$2 && shift ;;
    --profile) profile=$2 && shift ;;
    --delete-data) delete_data=true ;;
    --table) named_table=$2 && shift ;;
    --keep-logs) keep_logs=true ;;
    --yes) yes=true ;;
    --dry-run) dry_run=true ;;
    --help) usage && exit 0 ;;
    *) misuse "unknown option $1" ;;
  esac
  shift
done

need aws "install the AWS CLI"
connect
settle

# ----------------------------------------------------------------------------------------------------------------------
# What there is
# ----------------------------------------------------------------------------------------------------------------------
# gigabytes TABLE: its size, which DynamoDB updates every six hours; nothing if there is no such table.
gigabytes() {
  look dynamodb describe-table --table-name "$1" --query Table.TableSizeBytes | awk '{ printf "%.3f", $1 / 1e9 }'
}

# Names and bytes of the log groups of all stacks of this name.
log_groups() {
  aws logs describe-log-groups --log-group-name-prefix "$stack-" --output text --query "logGroups[?
    starts_with(logGroupName, '$stack-ApiLogGroup-') || starts_with(logGroupName, '$stack-FunctionsLogGroup-')
    ].[logGroupName,storedBytes]"
}

# The stack's table, which may be an adopted one, and those that earlier stacks of this name left.
own_table=$(resource Table)
if [ "$own_table" = None ]; then own_table=''; fi
{
  echo "$named_table"
  echo "$own_table"
  aws dynamodb list-tables --query "TableNames[?starts_with(@, '$stack-Table-')]" --output text
} >"$work/tables"
tables=()
while read -r table; do
  size=$(gigabytes "$table")
  if [ -z "$size" ]; then
    echo "Table $table is gone already."
    continue
  fi
  # Another stack may have adopted it.
  owner=$(owner_of "$table")
  case $owner in
    '' | "$stack") tables+=("$table") ;;
    *) echo "Table $table now belongs to the stack $owner." ;;
  esac
done < <(tr '\t' '\n' <"$work/tables" | awk 'NF && $1 != "None"' | sort -u)


if [ -z "$status" ]; then
  echo "There is no such stack."
else
  echo "The stack is $status. This deletes it, and the API."
fi
for table in ${tables[@]+"${tables[@]}"}; do
  if "$delete_data"; then
    echo "This DELETES table $table, $(gigabytes "$table") GB, with all users, keys and data."
  else
    echo "This keeps table $table, $(gigabytes "$table") GB."
  fi
done
log_groups >"$work/logs"
while read -r group bytes; do
  if "$keep_logs"; then verb=keeps; else verb=deletes; fi
  echo "This $verb the logs in $group, $(awk -v bytes="$bytes" 'BEGIN { printf "%.3f", bytes / 1e9 }') GB."
done <"$work/logs"

if ! "$yes" && ! "$dry_run"; then
  has_terminal || fail "there is no terminal to ask on; confirm with --yes"
  read -r -p "Type the stack's name to continue: " answer
  [ "$answer" = "$stack" ] || fail "that is not $stack; nothing has changed"
fi

# ----------------------------------------------------------------------------------------------------------------------
# Stack
# ----------------------------------------------------------------------------------------------------------------------
# Once the stack is gone, only an option names a table that it had adopted.
again="./cleanup.sh --stack-name $stack $where"
if "$delete_data"; then again="$again --delete-data"; fi
if "$keep_logs"; then again="$again --keep-logs"; fi
if [ -n "${named_table:-$own_table}" ]; then again="$again --table ${named_table:-$own_table}"; fi
state="AWS finishes what has begun. For the rest: $again"
if [ -n "$status" ]; then
  echo "Deleting the stack…"
  run aws cloudformation delete-stack --stack-name "$stack"
  run aws cloudformation wait stack-delete-complete --stack-name "$stack" || {
    aws cloudformation describe-stack-events --stack-name "$stack" --output text \
      --query "StackEvents[?ResourceStatus=='DELETE_FAILED'].[LogicalResourceId,ResourceStatusReason]" >&2 || true
    fail "the stack is not deleted. When you have fixed the reason: $again"
  }
fi

# ----------------------------------------------------------------------------------------------------------------------
# Logs: the stack leaves them, so that its last lines find their group and create no other
# ----------------------------------------------------------------------------------------------------------------------
if ! "$keep_logs"; then
  echo "Deleting the logs…"
  log_groups >"$work/logs"
  while read -r group _; do
    run aws logs delete-log-group --log-group-name "$group"
  done <"$work/logs"
fi

# ----------------------------------------------------------------------------------------------------------------------
# Artifacts: SAM's bucket keeps every version of every file
# ----------------------------------------------------------------------------------------------------------------------
bucket=$(look cloudformation describe-stacks --stack-name aws-sam-cli-managed-default \
  --query "Stacks[0].Outputs[?OutputKey=='SourceBucket'].OutputValue")
if [ -n "$bucket" ]; then
  echo "Deleting the artifacts…"
  aws s3api list-object-versions --bucket "$bucket" --prefix "$stack/" \
    --query '[Versions,DeleteMarkers][].[Key,VersionId]' --output text >"$work/artifacts"
  while IFS=$'\t' read -r key version; do
    run aws s3api delete-object --bucket "$bucket" --key "$key" --version-id "$version" >/dev/null
  done <"$work/artifacts"
fi

# ----------------------------------------------------------------------------------------------------------------------
# Data
# ----------------------------------------------------------------------------------------------------------------------
# delete_keys TABLE: deletes the table's keys from API Gateway, unless they are gone. Their tag names the table. The items of a
# restored table name the keys of another stack too.
delete_keys() {
  local id
  aws apigateway get-api-keys --query "items[?tags.\"cubby:table\"=='$1'].[id]" --output text >"$work/keys"
  while read -r id; do
    run aws apigateway delete-api-key --api-key "$id" 2>"$work/error" ||
      grep -q NotFoundException "$work/error" || fail "$(cat "$work/error")"
  done <"$work/keys"
}

if "$delete_data"; then
  for table in ${tables[@]+"${tables[@]}"}; do
    echo "Deleting the keys of ${table}…"
    delete_keys "$table"
    echo "Deleting ${table}…"
    run aws dynamodb update-table --table-name "$table" --no-deletion-protection-enabled >/dev/null
    run aws dynamodb wait table-exists --table-name "$table"
    run aws dynamodb delete-table --table-name "$table" >/dev/null
    run aws dynamodb wait table-not-exists --table-name "$table"
  done
fi

# ----------------------------------------------------------------------------------------------------------------------
# What is left
# ----------------------------------------------------------------------------------------------------------------------
echo
echo "What remains, if it existed:"
for table in ${tables[@]+"${tables[@]}"}; do
  if "$delete_data"; then
    echo "- DynamoDB's own backup of $table, for 35 days, free of charge"
  else
    size=$(gigabytes "$table")
    echo "- table $table: $size GB at 0.45 USD per GB and month (storage 0.25, backups 0.20; us-east-1), about" \
      "$(awk -v gb="$size" 'BEGIN { printf "%.2f", gb * 0.45 }') USD a month"
    echo "  to use it again:  ./deploy.sh --stack-name $stack $where --adopt-table $table"
    echo "  to delete it:     ./cleanup.sh --stack-name $stack $where --delete-data --table $table"
    echo "- its keys in API Gateway, free of charge; they count towards the account's 10 000"
  fi
done
if "$keep_logs"; then
  while read -r group _; do
    echo "- the logs in $group, until they expire; delete the group then: aws logs delete-log-group $where --log-group-name $group"
  done <"$work/logs"
fi
echo "- API Gateway's role for logs, which other APIs may use, free of charge"
echo "- SAM's bucket, which other stacks may use, without this stack's files"

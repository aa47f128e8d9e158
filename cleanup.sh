#!/usr/bin/env bash
# Deletes the stack from an AWS account, with what CloudFormation leaves behind, but not the data. Can be run again.
# Written for bash 3.2, which is what macOS has.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: ./cleanup.sh [OPTION ...]

Deletes the stack and its artifacts. Keeps the table, and the keys that API Gateway counts its users by, so that
./deploy.sh --adopt-table can take it over; says what that costs.

  --stage NAME        delete the stack cubby-NAME: dev, if no other is named
  --stack-name NAME   delete the stack of this name
  --region NAME       AWS region, instead of that of your profile
  --profile NAME      profile of your AWS configuration
  --delete-data       delete the table and those keys as well, also those of a stack that is gone already
  --yes               do not ask
  --dry-run           show what would be done; change nothing
  --help              show this
USAGE
}

# shellcheck source=scripts/stack.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/scripts/stack.sh"

# ----------------------------------------------------------------------------------------------------------------------
# Options
# ----------------------------------------------------------------------------------------------------------------------
delete_data=false
yes=false
while [ $# -gt 0 ]; do
  case $1 in
    --stage | --stack-name | --region | --profile)
      if [ -z "${2:-}" ]; then misuse "$1 needs a value"; fi
      ;;
  esac
  case $1 in
    --stage) stage=$2 && shift ;;
    --stack-name) stack=$2 && shift ;;
    --region) region=$2 && shift ;;
    --profile) export AWS_PROFILE=$2 && shift ;;
    --delete-data) delete_data=true ;;
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
# The stack's table, which can have been adopted, and those that earlier stacks of this name have left.
{
  resource Table
  aws dynamodb list-tables --query "TableNames[?starts_with(@, '$stack-Table-')]" --output text
} >"$work/tables"
tables=()
while read -r table; do
  # Another stack may have adopted it.
  owner=$(look cloudformation describe-stack-resources --physical-resource-id "$table" \
    --query 'StackResources[0].StackName')
  case $owner in
    '' | "$stack") tables+=("$table") ;;
    *) echo "Table $table belongs to the stack $owner now." ;;
  esac
done < <(tr '\t' '\n' <"$work/tables" | awk 'NF && $1 != "None"' | sort -u)

# gigabytes TABLE: as DynamoDB counts it, every six hours.
gigabytes() {
  aws dynamodb describe-table --table-name "$1" --query Table.TableSizeBytes --output text |
    awk '{ printf "%.3f", $1 / 1e9 }'
}

if [ -z "$status" ]; then
  echo "There is no such stack."
else
  echo "The stack is $status. It is deleted, and the API with it."
fi
for table in ${tables[@]+"${tables[@]}"}; do
  if "$delete_data"; then
    echo "Table $table, $(gigabytes "$table") GB, is DELETED, with all users, keys and data."
  else
    echo "Table $table, $(gigabytes "$table") GB, is kept."
  fi
done

if ! "$yes" && ! "$dry_run"; then
  has_terminal || fail "there is no terminal to ask on; --yes does without"
  read -r -p "Type the stack's name to go on: " answer
  [ "$answer" = "$stack" ] || fail "that is not $stack. Nothing has been changed"
fi

# ----------------------------------------------------------------------------------------------------------------------
# Stack
# ----------------------------------------------------------------------------------------------------------------------
state="What was begun goes on. Run this again for the rest."
if [ -n "$status" ]; then
  echo "Deleting the stack…"
  run aws cloudformation delete-stack --stack-name "$stack"
  run aws cloudformation wait stack-delete-complete --stack-name "$stack" || {
    aws cloudformation describe-stack-events --stack-name "$stack" --output text \
      --query "StackEvents[?ResourceStatus=='DELETE_FAILED'].[LogicalResourceId,ResourceStatusReason]" >&2
    fail "CloudFormation could not delete all of the stack. Run this again when that is mended"
  }
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
# delete_keys TABLE: those of API Gateway, which the table names. One that is gone already does not matter.
delete_keys() {
  local id
  aws dynamodb scan --table-name "$1" --filter-expression 'SK = :key' \
    --expression-attribute-values '{":key":{"S":"KEY"}}' --query 'Items[].[gatewayKeyId.S]' --output text >"$work/keys"
  while read -r id; do
    case $id in '' | None) continue ;; esac
    run aws apigateway delete-api-key --api-key "$id" 2>"$work/error" ||
      grep -q NotFoundException "$work/error" || fail "$(cat "$work/error")"
  done <"$work/keys"
}

if "$delete_data"; then
  for table in ${tables[@]+"${tables[@]}"}; do
    echo "Deleting the keys of $table…"
    delete_keys "$table"
    echo "Deleting $table…"
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
echo "Left, if it was there:"
for table in ${tables[@]+"${tables[@]}"}; do
  if "$delete_data"; then
    echo "- DynamoDB's own backup of $table, for 35 days, at no cost"
  else
    size=$(gigabytes "$table")
    echo "- the table $table: $size GB, at 0.45 USD a GB and month (storage 0.25, backups 0.20; us-east-1) about" \
      "$(awk -v gb="$size" 'BEGIN { printf "%.2f", gb * 0.45 }') USD a month"
    echo "  take it over:  ./deploy.sh --stack-name $stack --region $region --adopt-table $table"
    echo "  or delete it:  ./cleanup.sh --stack-name $stack --region $region --delete-data"
    echo "- its keys in API Gateway, at no cost; they count towards the account's 10 000"
  fi
done
echo "- API Gateway's role for logs, which other APIs may use, at no cost"
echo "- SAM's bucket, which other stacks may use, without this stack's files"

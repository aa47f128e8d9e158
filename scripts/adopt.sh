# shellcheck shell=bash disable=SC2034,SC2154
# What deploy.sh does with the table that an earlier stack left, named by $adopted, and with API Gateway's keys of a table. It
# shares variables with deploy.sh and stack.sh.

# The stack begins with nothing but its table, imported. The deployment is then an update.
adopt() {
  local change_set=(--stack-name "$stack" --change-set-name adopt-table) count
  count=$(count_indexes "$adopted")
  # Of template.yaml: the table, and what decides how many indexes it has.
  awk '/^[^ ]/ { wanted = found = /^(AWSTemplateFormatVersion|Parameters|Conditions|Resources):/ }
    wanted && /^  [^ ]/ { found = /^  (CollectionIndexes|HasIndex[1-4]|Table):/ }
    found' template.yaml >"$work/table.yaml"
  state="The stack may have the table already; its data is unchanged. Run this again."
  run aws cloudformation create-change-set "${change_set[@]}" --change-set-type IMPORT \
    --template-body "file://$work/table.yaml" \
    --parameters "ParameterKey=CollectionIndexes,ParameterValue=$count" --resources-to-import \
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

# tag_keys TABLE: marks each key in the stack's plans as one of this table, so that the stack may delete it. The functions
# mark what they make; keys of an earlier stack, or of an earlier version of Cubby, have no mark or another. If this table is a
# copy of one that another stack has, the keys in both keep their mark: otherwise that stack could not delete them any more.
tag_keys() {
  local plan id table owner partition=aws
  case $region in
    cn-*) partition=aws-cn ;;
    us-gov-*) partition=aws-us-gov ;;
  esac
  for plan in AdminPlan BasicPlan ProPlan; do
    aws apigateway get-usage-plan-keys --usage-plan-id "$(resource "$plan")" --query 'items[].[id]' --output text
  done >"$work/members"
  aws apigateway get-api-keys --query "items[?tags.\"cubby:table\"!='$1'].[id,tags.\"cubby:table\"]" --output text \
    >"$work/unmarked"
  awk 'NR == FNR { member[$1]; next } $1 in member' "$work/members" "$work/unmarked" >"$work/keys"
  cut -f 2 "$work/keys" | sort -u >"$work/marks"
  while read -r table; do
    awk -v table="$table" '$2 == table { print $1 }' "$work/keys" >"$work/ids"
    owner=$(owner_of "$table")
    if [ -n "$owner" ] && [ "$owner" != "$stack" ]; then
      echo "$(grep -c . "$work/ids") keys stay with the stack $owner. Once it is gone, this takes them:" \
        "./deploy.sh --stack-name $stack $where"
      continue
    fi
    while read -r id; do
      aws apigateway tag-resource --resource-arn "arn:$partition:apigateway:$region::/apikeys/$id" --tags "cubby:table=$1"
    done <"$work/ids"
  done <"$work/marks"
}

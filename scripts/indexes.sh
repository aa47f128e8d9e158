# shellcheck shell=bash disable=SC2154
# The table's indexes for collections, IX1 to IX4. CloudFormation adds one index an update (docs/decisions/0070). Shares
# variables and functions with deploy.sh and stack.sh.

readonly all_indexes=4

# Prints name and state of each index for collections that the table has.
indexes() {
  look dynamodb describe-table --table-name "$1" \
    --query "Table.GlobalSecondaryIndexes[?starts_with(IndexName, 'IX')].[IndexName,IndexStatus]"
}

count_indexes() {
  local found
  found=$(indexes "$1") || exit
  grep -c IX <<<"$found" || true
}

# Waits until the table's indexes can be queried. DynamoDB fills a new one first, which takes hours for a large table.
await_indexes() {
  local found
  while
    found=$(indexes "$1") || exit
    grep IX <<<"$found" | grep -qv 'ACTIVE$'
  do
    sleep 10
  done
}

# Deploys the stack, whose table exists, once for each index that the table lacks; at least once.
deploy_by_index() {
  local table count
  # In a dry run, the stack does not have the adopted table yet.
  table=${adopted:-$(resource Table)}
  await_indexes "$table"
  count=$(count_indexes "$table")
  if [ "$count" -ge "$all_indexes" ]; then
    deploy
    return
  fi
  while [ "$count" -lt "$all_indexes" ]; do
    count=$((count + 1))
    echo "Adding index $count of $all_indexes to the table…"
    deploy "CollectionIndexes=$count"
    await_indexes "$table"
  done
}

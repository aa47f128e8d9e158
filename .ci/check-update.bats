#!/usr/bin/env bats
# What check_update.py finds in templates that change what the former one has.

setup() {
  python3 -c 'import cfnlint' 2>/dev/null || skip "this machine lacks the tools of .ci/requirements.txt"
}

# finds TEXT FILTER: the change must be found, and nothing else.
finds() {
  run .ci/check_update.py < <(jq "$2" .ci/former.json)
  [ "$status" -eq 1 ]
  [ "$output" = "an update replaces what it must keep: $1" ]
}

@test "an unchanged template, and a further attribute, index and resource, replace nothing" {
  .ci/check_update.py <.ci/former.json
  jq '.Resources.Table.Properties |= (.AttributeDefinitions += [{AttributeName: "X", AttributeType: "N"},
      {"Fn::If": ["HasY", {AttributeName: "Y", AttributeType: "B"}, {Ref: "AWS::NoValue"}]}] | .GlobalSecondaryIndexes = [])
    | .Resources.Other = {Type: "AWS::DynamoDB::Table"}' .ci/former.json | .ci/check_update.py
}

@test "each change that replaces the table, the API or its stage is found" {
  finds 'Table is no AWS::DynamoDB::Table any more' '.Resources.Table.Type = "AWS::DynamoDB::GlobalTable"'
  finds 'Api is no AWS::ApiGateway::RestApi any more' '.Resources.HttpApi = .Resources.Api | del(.Resources.Api)'
  finds 'ProPlan is no AWS::ApiGateway::UsagePlan any more' 'del(.Resources.ProPlan)'
  finds 'Table has another TableName' '.Resources.Table.Properties.TableName = "cubby"'
  finds 'Table has another KeySchema' '.Resources.Table.Properties.KeySchema[1].AttributeName = "GSI1SK"'
  finds 'Table has another AttributeDefinitions' '.Resources.Table.Properties.AttributeDefinitions[1].AttributeType = "N"'
  finds 'Table has another AttributeDefinitions' \
    '.Resources.Table.Properties.AttributeDefinitions[0] |= {"Fn::If": ["Always", {AttributeName, AttributeType: "N"}, {}]}'
  finds 'Table has another LocalSecondaryIndexes' '.Resources.Table.Properties.LocalSecondaryIndexes = [{}]'
  finds 'ApiStage has another StageName' '.Resources.ApiStage.Properties.StageName = "dev"'
  finds 'ApiStage has another RestApiId' '.Resources.ApiStage.Properties.RestApiId.Ref = "Other"'
}

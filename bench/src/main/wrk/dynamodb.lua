-- Calls DynamoDB as the API does for GET and POST of a record of 200 bytes. The argument is the operation.
local value = '{\\"v\\":\\"' .. string.rep("x", 192) .. '\\"}'
local user = "USER#00000000-0000-7000-8000-000000000001"
local operation, prefix, count

local function text(name, value)
  return string.format('"%s":{"S":"%s"}', name, value)
end

function init(arguments)
  operation = arguments[1]
  prefix = os.time() .. string.gsub(tostring({}), "[^%x]", "") .. ".direct."
  count = 0
  wrk.headers["Content-Type"] = "application/x-amz-json-1.0"
  wrk.headers["X-Amz-Target"] = "DynamoDB_20120810." .. operation
  wrk.headers["Authorization"] =
    "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0"
end

function request()
  count = count + 1
  if operation == "GetItem" then
    return wrk.format("POST", nil, nil, string.format('{"TableName":"Table","Key":{%s,%s}}', text("PK", user), text("SK", "RECORD#read")))
  end
  local key = prefix .. count
  local attributes = {
    text("PK", user),
    text("SK", "RECORD#" .. key),
    text("GSI1PK", user .. "#RECORDS"),
    text("GSI1SK", key),
    text("VALUE", value),
    text("incarnation", "AAAAAAAAAAAA"),
    text("writeId", "AAAAAAAAAAAA"),
    '"version":{"N":"1"}',
    '"createdAt":{"N":"1700000000000"}',
    '"updatedAt":{"N":"1700000000000"}',
  }
  local item = table.concat(attributes, ",")
  return wrk.format("POST", nil, nil, '{"TableName":"Table","Item":{' .. item .. '},"ConditionExpression":"attribute_not_exists(PK)"}')
end

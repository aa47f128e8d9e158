-- Creates records of 200 bytes under keys that nobody else has, with the API key that is the argument.
local body = '{"v":"' .. string.rep("x", 192) .. '"}'
local prefix, count

function init(arguments)
  prefix = wrk.path .. os.time() .. string.gsub(tostring({}), "[^%x]", "") .. "."
  count = 0
  wrk.headers["x-api-key"] = arguments[1]
end

function request()
  count = count + 1
  return wrk.format("POST", prefix .. count, nil, body)
end

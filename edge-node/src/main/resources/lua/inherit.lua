-- Counts what is left of the rights of a receipt whose home left and whose heir this store is: once, out of all facts
-- about it that are here. What comes later is counted as it comes.
-- KEYS  1 the receipt's rights, 2 index of the receipt
-- ARGV  1 home, 2 receipt, 3 prefix of facts, 4 prefix of the indexes of what speaks of a fact
-- Returns 1 where it was counted now, 0 where it was before.
if redis.call('EXISTS', KEYS[1]) == 1 then
  return 0
end
local seen = {}

-- As stores spelled it that kept a number as it was typed.
local function plain(number)
  return (string.gsub(string.upper(number), '%s', ''))
end

local function count(id)
  local text = not seen[id] and redis.call('GET', ARGV[3] .. id)
  seen[id] = true
  if not text then
    return
  end
  -- a body need not be sound for its op's rights to count
  local op = cjson.decode(string.sub(text, 1, string.find(text, ',"body":', 1, true) - 1) .. '}')
  for _, right in ipairs(op.rights or {}) do
    if right[1] == ARGV[1] and plain(right[2]) == plain(ARGV[2]) then
      redis.call('HINCRBY', KEYS[1], right[3], right[4])
    end
  end
  for _, about in ipairs(redis.call('ZRANGE', ARGV[4] .. id, 0, -1)) do
    count(about)
  end
end

for _, id in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  count(id)
end
return 1

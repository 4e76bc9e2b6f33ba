-- Counts what is left of the rights of a receipt whose home left and whose heir this store is:
-- once, out of all facts about it that are here. What comes later is counted as it comes.
-- KEYS  1 the receipt's rights, 2 index of the receipt
-- ARGV  1 home, 2 prefix of facts, 3 prefix of the indexes of what speaks of a fact,
--       4 count of numbers that are this receipt's, then each, then numbers that are another's:
--         only the node knows which
--         spellings are one number
-- Returns numbers that were met and stand in neither list, and changes nothing then; none where it
-- is counted.
if redis.call('EXISTS', KEYS[1]) == 1 then
  return {}
end
local is_its = {}
for i = 5, #ARGV do
  is_its[ARGV[i]] = i <= 4 + tonumber(ARGV[4])
end
local seen, changes, unknown = {}, {}, {}

local function take(right)
  local number = right[2]
  if is_its[number] == nil then
    is_its[number] = false
    unknown[#unknown + 1] = number
  elseif is_its[number] then
    changes[#changes + 1] = right
  end
end

local function read(id)
  local text = not seen[id] and redis.call('GET', ARGV[2] .. id)
  seen[id] = true
  if not text then
    return
  end
  -- a body need not be sound for its op's rights to count
  local op = cjson.decode(string.sub(text, 1, string.find(text, ',"body":', 1, true) - 1) .. '}')
  for _, right in ipairs(op.rights or {}) do
    if right[1] == ARGV[1] then
      take(right)
    end
  end
  for _, about in ipairs(redis.call('ZRANGE', ARGV[3] .. id, 0, -1)) do
    read(about)
  end
end

for _, id in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  read(id)
end
if #unknown == 0 then
  for _, right in ipairs(changes) do
    redis.call('HINCRBY', KEYS[1], right[3], right[4])
  end
end
return unknown

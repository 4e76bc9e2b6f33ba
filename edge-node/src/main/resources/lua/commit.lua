-- Commits ops of this store, all checks of an op before its first write (Lua has no rollback).
-- KEYS and ARGV as in effects.lua; behind each op's fields: idempotency "0", or "1", entry, time
--   in ms with two more keys: the idempotency entry's and the index of all entries; then what must
--   be empty: count, and a key each: an index that lists no fact yet.
-- Returns a list: per op "OK", or why it and all behind it were not committed:
--   {"REPEATED", entry} its idempotency key, {"KNOWN", id} its fact id, {"LISTED", n} its n-th
--     index that lists a fact,
--   {"RIGHT", n} its n-th right, {"POSITION", stamp} the log.
--
-- A fact that another store brought back after its origin lost it (salvage) carries what it is
-- about, it says nothing of it.
local function lists_a_fact(index)
  for _, id in ipairs(redis.call('ZRANGE', index, 0, -1)) do
    if string.sub(id, 1, #'salvage_') ~= 'salvage_' then
      return true
    end
  end
  return false
end

-- Whether any of them may be refused: a sale only adds.
local function checks(rights)
  for _, right in ipairs(rights) do
    if right.checked then
      return true
    end
  end
  return false
end

local head = redis.call('HGET', KEYS[2], ARGV[1]) or '0-0'

local function refusal(op, entry_key, empty)
  if head ~= op.after then
    return { 'POSITION', head }
  end
  local earlier = entry_key and redis.call('GET', entry_key)
  if earlier then
    return { 'REPEATED', earlier }
  end
  if redis.call('EXISTS', op.fact.key) == 1 then
    return { 'KNOWN', op.fact.id }
  end
  for i, index in ipairs(empty) do
    if lists_a_fact(index) then
      return { 'LISTED', i }
    end
  end
  local left = {}
  for i, right in ipairs(checks(op.fact.rights) and op.fact.rights or {}) do
    local place = right.key .. '/' .. right.line
    local before = left[place] or tonumber(redis.call('HGET', right.key, right.line) or '0')
    left[place] = before + right.delta
    if right.checked and left[place] < 0 then
      return { 'RIGHT', i }
    end
  end
  return nil
end

local results = {}
in_order(function()
  for i = 1, tonumber(ARGV[2]) do
    local op = read_op()
    local entry_key, entries, entry, at
    if next_arg() == '1' then
      entry_key, entries, entry, at = next_key(), next_key(), next_arg(), next_arg()
    end
    local empty = {}
    for n = 1, tonumber(next_arg()) do
      empty[n] = next_key()
    end
    local no = refusal(op, entry_key, empty)
    if no then
      results[i] = no
      break
    end
    effects(op, true)
    if entry_key then
      redis.call('SET', entry_key, entry)
      redis.call('ZADD', entries, at, entry_key)
    end
    head, results[i] = op.stamp, 'OK'
  end
end)
return results

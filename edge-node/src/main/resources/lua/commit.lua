-- Commits ops of this store, all checks of an op before its first write (Lua has no rollback).
-- KEYS and ARGV as in effects.lua; behind each op's fields: idempotency "0", or "1", entry, time in ms
--   with two more keys: the idempotency entry's and the index of all entries; then what it spends: count,
--   and a key each: the index of what speaks of that fact.
-- Returns a list: per op "OK", or why it and all behind it were not committed:
--   {"REPEATED", entry} its idempotency key, {"KNOWN", id} its fact id, {"SPENT", n} its n-th fact to spend,
--   {"RIGHT", n} its n-th right, {"POSITION", stamp} the log.
local function refusal(op, entry_key, spends)
  local head = redis.call('HGET', KEYS[2], ARGV[1]) or '0-0'
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
  for i, spoken_of in ipairs(spends) do
    if redis.call('EXISTS', spoken_of) == 1 then
      return { 'SPENT', i }
    end
  end
  local left = {}
  for i, right in ipairs(op.fact.rights) do
    local place = right.key .. '/' .. right.line
    left[place] = (left[place] or tonumber(redis.call('HGET', right.key, right.line) or '0')) + right.delta
    if right.checked and left[place] < 0 then
      return { 'RIGHT', i }
    end
  end
  return nil
end

local results = {}
for i = 1, tonumber(ARGV[2]) do
  local op = read_op()
  local entry_key, entries, entry, at
  if next_arg() == '1' then
    entry_key, entries, entry, at = next_key(), next_key(), next_arg(), next_arg()
  end
  local spends = {}
  for n = 1, tonumber(next_arg()) do
    spends[n] = next_key()
  end
  local no = refusal(op, entry_key, spends)
  if no then
    results[i] = no
    break
  end
  effects(op, true)
  if entry_key then
    redis.call('SET', entry_key, entry)
    redis.call('ZADD', entries, at, entry_key)
  end
  results[i] = 'OK'
end
return results

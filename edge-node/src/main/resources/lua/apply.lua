-- Applies ops of another store in the order of its log; effect, log entry and position move
-- together.
-- KEYS and ARGV as in effects.lua; behind them the keys of: the origin's salvage stream, diverged
--   logs, quarantine, its counts.
-- Returns {position, applied, duplicates, stop, salvaged, count of fresh, of known, fresh .., known
-- .., poisoned ..}: stop is "NONE", "GAP" (an op before the next is missing), "DIVERGED" (the next
-- op does not continue the chain known here) or "MORE" (so much must leave the log that it takes
-- another call with the same ops); salvaged counts ops that left the log for the salvage stream,
-- fresh lists ids of carried facts that were new here, known ids of applied ops' own facts that had
-- come by another way before, poisoned the stamp of each op that had no effect, and why: it is
-- kept, in the log too, and the log goes on.
-- A flat answer, because Redis writes each nested list as a packet of its own.
-- An epoch opens with seq 1 behind whatever its origin knew of its own log, which names the
-- position it follows.
local salvage, diverged = KEYS[#KEYS - 3], KEYS[#KEYS - 2]
local quarantine, quarantined = KEYS[#KEYS - 1], KEYS[#KEYS]
local position = redis.call('HGET', KEYS[2], ARGV[1]) or '0-0'
local chain = redis.call('HGET', KEYS[3], ARGV[1]) or ''
local applied, duplicates, stop, salvaged = 0, 0, 'NONE', 0
local fresh, known_facts, poisoned = {}, {}, {}

-- Goes back with an origin that goes on behind an op of its past; false where that past is another
-- one than known here.
local function follow(op)
  local _, seq = order(op.stamp)
  if seq > 1 or not is_before(op.after, position) then
    return true
  end
  local at, hash, moved, more = fork(KEYS[1], salvage, op.after, op.previous)
  if at then
    position, chain, salvaged = at, hash, salvaged + moved
    redis.call('HSET', KEYS[2], ARGV[1], position)
    redis.call('HSET', KEYS[3], ARGV[1], chain)
    last = nil
  end
  return at ~= nil, more
end

local function keep_apart(op, why)
  redis.call('XADD', quarantine, '*', 'origin', ARGV[1], 'stamp', op.stamp, 'reason', why,
    'op', op.text, 'mac', op.mac)
  redis.call('HINCRBY', quarantined, ARGV[1], 1)
  redis.call('HSET', quarantined, ARGV[1] .. '/last', op.stamp .. ': ' .. why)
  poisoned[#poisoned + 1] = op.stamp
  poisoned[#poisoned + 1] = why
end

in_order(function()
  for _ = 1, tonumber(ARGV[2]) do
    local op = read_op()
    local known = not is_before(position, op.stamp)
    local follows, more = true, false
    if not known then
      follows, more = follow(op)
    end
    if known then
      duplicates = duplicates + 1
    elseif more then
      stop = 'MORE'
      break
    elseif not follows or (op.after == position and op.previous ~= chain) then
      stop = 'DIVERGED'
      redis.call('HSETNX', diverged, ARGV[1], position)
      break
    elseif op.after ~= position then
      stop = 'GAP'
      break
    else
      local news, why, again = effects(op)
      if again then
        known_facts[#known_facts + 1] = op.fact.id
      end
      for _, id in ipairs(news) do
        fresh[#fresh + 1] = id
      end
      if why then
        keep_apart(op, why)
      end
      position, chain, applied = op.stamp, op.hash, applied + 1
    end
  end
end)
local answer =
  { position, applied, duplicates, stop, salvaged, #fresh, #known_facts, unpack(fresh) }
for _, id in ipairs(known_facts) do
  answer[#answer + 1] = id
end
for _, text in ipairs(poisoned) do
  answer[#answer + 1] = text
end
return answer

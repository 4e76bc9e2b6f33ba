-- effects(op): writes one op: log entry, fact, indexes, refund rights. Shared by commit.lua and apply.lua, which check first.
-- Returns the ids of carried facts that were new here.
--
-- KEYS  1 log of the origin, 2 positions, 3 chain heads, 4.. in the order of the ops' fields below
-- ARGV  1 origin, 2 number of ops, then per op:
--       stamp "epoch-seq", predecessor "epoch-seq", previous hash, hash, text, mac, then its fact:
--         fact id, time in ms                                          a key: the fact's
--         rights:  count, then each (delta, line, checked "1"|"0")     a key each
--         indexes: count                                               a key each
--       carried: count of facts of other ops that come with it (salvage), then each: text, and as its fact above
-- Numbers that may exceed 2^53 or lose digits travel as strings and are never computed with.
local next_key_at, next_arg_at = 3, 2

local function next_key()
  next_key_at = next_key_at + 1
  return KEYS[next_key_at]
end

local function next_arg()
  next_arg_at = next_arg_at + 1
  return ARGV[next_arg_at]
end

local function read_fact(text)
  local fact = { text = text, id = next_arg(), at = next_arg(), key = next_key(), rights = {}, indexes = {} }
  for i = 1, tonumber(next_arg()) do
    fact.rights[i] = { key = next_key(), delta = tonumber(next_arg()), line = next_arg(), checked = next_arg() == '1' }
  end
  for i = 1, tonumber(next_arg()) do
    fact.indexes[i] = next_key()
  end
  return fact
end

local function read_op()
  local op = { stamp = next_arg(), after = next_arg(), previous = next_arg(), hash = next_arg(),
    text = next_arg(), mac = next_arg(), carried = {} }
  op.fact = read_fact(op.text)
  for i = 1, tonumber(next_arg()) do
    op.carried[i] = read_fact(next_arg())
  end
  return op
end

-- A fact that came by another way before (a salvaged tail) has had its effects.
local function write_fact(fact)
  if not redis.call('SET', fact.key, fact.text, 'NX') then
    return false
  end
  for _, right in ipairs(fact.rights) do
    redis.call('HINCRBY', right.key, right.line, right.delta)
  end
  for _, index in ipairs(fact.indexes) do
    redis.call('ZADD', index, fact.at, fact.id)
  end
  return true
end

local function effects(op)
  local fresh = {}
  redis.call('XADD', KEYS[1], op.stamp, 'op', op.text, 'mac', op.mac)
  write_fact(op.fact)
  for _, fact in ipairs(op.carried) do
    if write_fact(fact) then
      fresh[#fresh + 1] = fact.id
    end
  end
  redis.call('HSET', KEYS[2], ARGV[1], op.stamp)
  redis.call('HSET', KEYS[3], ARGV[1], op.hash)
  return fresh
end

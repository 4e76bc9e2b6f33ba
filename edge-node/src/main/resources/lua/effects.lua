-- effects(op): writes one op: log entry, fact, indexes, refund rights. Shared by commit.lua and
-- apply.lua, which check first.
--
-- KEYS  1 log of the origin, 2 positions, 3 chain heads, 4.. in the order of the ops' fields below
-- ARGV  1 origin, 2 number of ops, then per op:
--       stamp "epoch-seq", predecessor "epoch-seq", previous hash, hash, text, mac, then its fact:
--         fact id, time in ms                                          a key: the fact's
--         rights:  count, then each (delta, line, checked "1"|"0",     a key each
--                  inherited "1"|"0": counted only once the receipt's rights are counted here)
--         indexes: count                                               a key each
--         when it came, ms, or "" where it came when it happened       a key unless "": arrivals
--       carried: count of facts of other ops that come with it (salvage), then each: text, and as
--         its fact above;
--         or "!" and why this op cannot have effects, and what stands above of its fact does not
--           count
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
  local fact =
    { text = text, id = next_arg(), at = next_arg(), key = next_key(), rights = {}, indexes = {} }
  for i = 1, tonumber(next_arg()) do
    fact.rights[i] = { key = next_key(), delta = tonumber(next_arg()), line = next_arg(),
      checked = next_arg() == '1', inherited = next_arg() == '1' }
  end
  for i = 1, tonumber(next_arg()) do
    fact.indexes[i] = next_key()
  end
  fact.arrived = next_arg()
  if fact.arrived ~= '' then
    fact.arrivals = next_key()
  end
  return fact
end

local function read_op()
  local op = { stamp = next_arg(), after = next_arg(), previous = next_arg(), hash = next_arg(),
    text = next_arg(), mac = next_arg(), carried = {} }
  op.fact = read_fact(op.text)
  local carried = next_arg()
  op.poison = string.match(carried, '^!(.*)')
  for i = 1, op.poison and 0 or tonumber(carried) do
    op.carried[i] = read_fact(next_arg())
  end
  return op
end

-- Only what lies in the op itself or in what it touches; a full disk or memory fails the whole
-- call, which is tried again.
local function is_the_ops_fault(why)
  return string.find(why, 'WRONGTYPE', 1, true) or string.find(why, 'overflow', 1, true)
    or string.find(why, 'not an integer', 1, true) or string.find(why, 'not a valid float', 1, true)
end

local function trouble(answer)
  return type(answer) == 'table' and answer.err
end

-- Takes back what was written of a fact, the last write first. Returns as write_fact does.
local function take_back(fact, rights, indexes, why)
  for i = indexes, 1, -1 do
    redis.call('ZREM', fact.indexes[i], fact.id)
  end
  for i = #rights, 1, -1 do
    redis.call('HINCRBY', rights[i].key, rights[i].line, -rights[i].delta)
  end
  redis.call('DEL', fact.key)
  if not is_the_ops_fault(why) then
    error(why)
  end
  return false, why
end

-- Writes a fact, all of it or nothing. Returns whether it was new, and why it could not be written.
-- A fact that came by another way before (a salvaged tail, a snapshot) has had its effects.
local function write_fact(fact)
  if not redis.call('SET', fact.key, fact.text, 'NX') then
    return false
  end
  local rights = {}
  for _, right in ipairs(fact.rights) do
    if not right.inherited or redis.call('EXISTS', right.key) == 1 then
      local why = trouble(redis.pcall('HINCRBY', right.key, right.line, right.delta))
      if why then
        return take_back(fact, rights, 0, why)
      end
      rights[#rights + 1] = right
    end
  end
  for i, index in ipairs(fact.indexes) do
    local why = trouble(redis.pcall('ZADD', index, fact.at, fact.id))
    if why then
      return take_back(fact, rights, i - 1, why)
    end
  end
  local why = fact.arrivals and trouble(redis.pcall('ZADD', fact.arrivals, fact.arrived, fact.id))
  if why then
    return take_back(fact, rights, #fact.indexes, why)
  end
  return true
end

-- The last op that this call wrote to the log.
local last

-- Writes what the op says, then the op. Returns the ids of carried facts that were new here, why it
-- had no effect, which is an error instead where it must have one, and whether its own fact had
-- come by another way before. To be called in in_order.
local function effects(op, must)
  local fresh, why, known = {}, op.poison, false
  if not why then
    local own
    own, why = write_fact(op.fact)
    known = not own and not why
    for _, fact in ipairs(op.carried) do
      local new, unwritten = write_fact(fact)
      if new then
        fresh[#fresh + 1] = fact.id
      end
      why = why or unwritten
    end
  end
  if why and must then
    error(why)
  end
  redis.call('XADD', KEYS[1], op.stamp, 'op', op.text, 'mac', op.mac)
  last = op
  return fresh, why, known
end

-- Runs what calls effects, op by op. Position and chain move once, to the last op that stands in
-- the log, also where the next one fails: nobody sees them in between.
local function in_order(run)
  local done, why = pcall(run)
  if last then
    redis.call('HSET', KEYS[2], ARGV[1], last.stamp)
    redis.call('HSET', KEYS[3], ARGV[1], last.hash)
  end
  if not done then
    error(why, 0)
  end
end

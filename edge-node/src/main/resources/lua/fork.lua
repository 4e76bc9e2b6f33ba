-- fork(after, previous): follows an origin that lost the end of its log and goes on behind an
-- earlier op, in a later epoch. What this log holds beyond that op leaves it for the salvage
-- stream; nothing of it is undone.
-- Returns position and chain of the log now, how many ops left it, and whether more must leave it:
-- at most MOST go at a time, the last ones first, so that the log is whole, only shorter, whenever
-- a call ends. nil where the origin's past contradicts this log.
-- Where this log does not hold that op, it is cut back to the last one before it: the rest comes as
-- a gap.
local MOST = 1000

local function order(stamp)
  local epoch, seq = string.match(stamp, '^(%d+)-(%d+)$')
  return tonumber(epoch), tonumber(seq)
end

local function is_before(a, b)
  local a_epoch, a_seq = order(a)
  local b_epoch, b_seq = order(b)
  return a_epoch < b_epoch or (a_epoch == b_epoch and a_seq < b_seq)
end

-- The rest of an op, its body above all, need not be sound for its log to go on.
local function link(entry)
  local text = entry[2][2]
  return {
    after = string.match(text, '"after":"(%d+%-%d+)"'),
    prev = string.match(text, '"prev":"(%x*)"'),
  }
end

-- A stream takes no id below one it had, even one that was deleted, unless it is told to; from
-- Redis 7 on it does not let itself be told, and only a new stream does.
local function take_lower_ids(log, last)
  if redis.call('XLEN', log) == 0 then
    redis.call('DEL', log)
    return
  end
  local told = redis.pcall('XSETID', log, last)
  if not (type(told) == 'table' and told.err) then
    return
  end
  local anew, at = log .. ':anew', '-'
  redis.call('DEL', anew)
  while at do
    local part = redis.call('XRANGE', log, at, '+', 'COUNT', MOST)
    for _, entry in ipairs(part) do
      redis.call('XADD', anew, entry[1], unpack(entry[2]))
    end
    at = #part == MOST and '(' .. part[#part][1] or nil
  end
  redis.call('RENAME', anew, log)
end

local function fork(log, salvage, after, previous)
  local next_op = redis.call('XRANGE', log, '(' .. after, '+', 'COUNT', 1)
  if #next_op == 0 then
    -- trimmed, as every store had it: nobody can compare any more
    return after, previous, 0, false
  end
  local first = link(next_op[1])
  if first.after == after and first.prev ~= previous then
    return nil
  end
  local tail = redis.call('XREVRANGE', log, '+', '(' .. after, 'COUNT', MOST)
  for i = #tail, 1, -1 do
    redis.call('XADD', salvage, '*', 'stamp', tail[i][1], unpack(tail[i][2]))
    redis.call('XDEL', log, tail[i][1])
  end
  local last = link(tail[#tail])
  local more = tail[#tail][1] ~= next_op[1][1]
  if not more and last.after ~= after then
    take_lower_ids(log, last.after)
  end
  return last.after, last.prev, #tail, more
end

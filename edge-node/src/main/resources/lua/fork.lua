-- fork(after, previous): follows an origin that lost the end of its log and goes on behind an earlier op, in a later
-- epoch. What this log holds beyond that op leaves it for the salvage stream; nothing of it is undone.
-- Returns position and chain of the log now, and how many ops left it; nil where the origin's past contradicts this log.
-- Where this log does not hold that op, it is cut back to the last one before it: the rest comes as a gap.
local function order(stamp)
  local epoch, seq = string.match(stamp, '^(%d+)-(%d+)$')
  return tonumber(epoch), tonumber(seq)
end

local function is_before(a, b)
  local a_epoch, a_seq = order(a)
  local b_epoch, b_seq = order(b)
  return a_epoch < b_epoch or (a_epoch == b_epoch and a_seq < b_seq)
end

-- A stream never takes an id below one it had, even one that was deleted: only a new stream does.
local function make_anew(log)
  local kept = redis.call('XRANGE', log, '-', '+')
  redis.call('DEL', log)
  for _, entry in ipairs(kept) do
    redis.call('XADD', log, entry[1], unpack(entry[2]))
  end
end

local function fork(log, salvage, after, previous)
  local tail = redis.call('XRANGE', log, '(' .. after, '+')
  if #tail == 0 then
    -- trimmed, as every store had it: nobody can compare any more
    return after, previous, 0
  end
  -- the rest of an op, its body above all, need not be sound for its log to go on
  local text = tail[1][2][2]
  local first = { after = string.match(text, '"after":"(%d+%-%d+)"'), prev = string.match(text, '"prev":"(%x*)"') }
  if first.after == after and first.prev ~= previous then
    return nil
  end
  for _, entry in ipairs(tail) do
    redis.call('XADD', salvage, '*', 'stamp', entry[1], unpack(entry[2]))
    redis.call('XDEL', log, entry[1])
  end
  if first.after ~= after then
    make_anew(log)
  end
  return first.after, first.prev, #tail
end

-- Applies ops of another store in the order of its log; effect, log entry and position move together.
-- KEYS and ARGV as in effects.lua.
-- Returns {position, applied, duplicates, stop}: stop is "NONE", "GAP" (an op before the next is missing) or
-- "DIVERGED" (the next op does not continue the chain known here).
-- An epoch opens with seq 1 behind whatever its origin knew of its own log, which names the position it follows.
local function order(stamp)
  local epoch, seq = string.match(stamp, '^(%d+)-(%d+)$')
  return tonumber(epoch), tonumber(seq)
end

local position = redis.call('HGET', KEYS[2], ARGV[1]) or '0-0'
local chain = redis.call('HGET', KEYS[3], ARGV[1]) or ''
local applied, duplicates, stop = 0, 0, 'NONE'

for _ = 1, tonumber(ARGV[2]) do
  local op = read_op()
  local epoch, seq = order(op.stamp)
  local last_epoch, last_seq = order(position)
  if epoch < last_epoch or (epoch == last_epoch and seq <= last_seq) then
    duplicates = duplicates + 1
  elseif op.after ~= position then
    stop = 'GAP'
    break
  elseif op.previous ~= chain then
    stop = 'DIVERGED'
    break
  else
    effects(op)
    position, chain, applied = op.stamp, op.hash, applied + 1
  end
end
return { position, applied, duplicates, stop }

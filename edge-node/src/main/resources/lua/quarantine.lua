-- Keeps ops of a store that left the group apart, in order, each once; nothing of them has an
-- effect. Uses fork.lua's order.
-- KEYS  1 quarantine, 2 its counts, 3 how far each origin's ops are kept apart, 4 positions
-- ARGV  1 origin, 2 reason, 3 number of ops, then per op: stamp, predecessor, text, mac
-- Returns {position, kept, duplicates, stop} as apply.lua does.
local position =
  redis.call('HGET', KEYS[3], ARGV[1]) or redis.call('HGET', KEYS[4], ARGV[1]) or '0-0'
local kept, duplicates, stop = 0, 0, 'NONE'

for i = 1, tonumber(ARGV[3]) do
  local stamp, after, text, mac = ARGV[4 * i], ARGV[4 * i + 1], ARGV[4 * i + 2], ARGV[4 * i + 3]
  local _, seq = order(stamp)
  if not is_before(position, stamp) then
    duplicates = duplicates + 1
  elseif after ~= position and not (seq == 1 and is_before(after, position)) then
    stop = 'GAP'
    break
  else
    redis.call('XADD', KEYS[1], '*', 'origin', ARGV[1], 'stamp', stamp, 'reason', ARGV[2],
      'op', text, 'mac', mac)
    position, kept = stamp, kept + 1
  end
end
if kept > 0 then
  redis.call('HSET', KEYS[3], ARGV[1], position)
  redis.call('HINCRBY', KEYS[2], ARGV[1], kept)
  redis.call('HSET', KEYS[2], ARGV[1] .. '/last', position .. ': ' .. ARGV[2])
end
return { position, kept, duplicates, stop }

-- Shared by the snapshot scripts: takes over where an origin's log ends elsewhere, for what is
-- known otherwise.
local function order(stamp)
  local epoch, seq = string.match(stamp, '^(%d+)-(%d+)$')
  return tonumber(epoch), tonumber(seq)
end

-- adopt(...): unless more is known already. What the log holds up to there goes: a log has no hole.
local function adopt(positions, chain, log, origin, stamp, hash)
  local known_epoch, known_seq = order(redis.call('HGET', positions, origin) or '0-0')
  local epoch, seq = order(stamp)
  if epoch > known_epoch or (epoch == known_epoch and seq > known_seq) then
    redis.call('HSET', positions, origin, stamp)
    redis.call('HSET', chain, origin, hash)
    redis.call('DEL', log)
  end
end

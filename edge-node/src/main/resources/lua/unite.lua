-- Unites keys of receipts that differ only in how the number was spelled: an index's facts join the
-- other index, units of rights are added up, and the first of both is gone.
-- KEYS  pairs: what is to go, what is to stay
-- Returns how many pairs were united.
local united = 0
for i = 1, #KEYS, 2 do
  local from, to = KEYS[i], KEYS[i + 1]
  local kind = redis.call('TYPE', from).ok
  if kind == 'zset' then
    redis.call('ZUNIONSTORE', to, 2, to, from, 'AGGREGATE', 'MIN')
  elseif kind == 'hash' then
    local units = redis.call('HGETALL', from)
    for n = 1, #units, 2 do
      redis.call('HINCRBY', to, units[n], units[n + 1])
    end
  end
  if kind ~= 'none' then
    redis.call('DEL', from)
    united = united + 1
  end
end
return united

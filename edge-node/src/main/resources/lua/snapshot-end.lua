-- Ends a snapshot whose facts are all here: the logs go on from where the giver's ended when it
-- began.
-- KEYS  1 the snapshot under way, 2 positions, 3 chain heads, 4.. logs in the order of ARGV
-- ARGV  1 cursor behind the last slice; then origin, stamp, hash in turn
-- Does nothing where another slice is due.
if redis.call('HGET', KEYS[1], 'cursor') ~= ARGV[1] then
  return 'DUE'
end
for i = 2, #ARGV, 3 do
  adopt(KEYS[2], KEYS[3], KEYS[3 + (i + 1) / 3], ARGV[i], ARGV[i + 1], ARGV[i + 2])
end
redis.call('DEL', KEYS[1])
return 'OK'

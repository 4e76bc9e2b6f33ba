-- Begins to fill this store from another one's facts: notes from whom, where its logs ended, and
-- that nothing has come yet.
-- KEYS  1 the snapshot under way, 2 positions, 3 chain heads, 4 this store's own log
-- ARGV  1 giver, 2 facts there, 3 this store, 4 where its own log is to go on, '' where it is
--   whole, 5 that op's hash,
--       6 "1" where facts of its own are missing, 7.. field of each log and "stamp hash" in turn
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'from', ARGV[1], 'total', ARGV[2], 'done', '0', 'cursor', '',
  'lost', ARGV[6])
for i = 7, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
end
if ARGV[4] ~= '' then
  adopt(KEYS[2], KEYS[3], KEYS[4], ARGV[3], ARGV[4], ARGV[5])
end
return 'OK'

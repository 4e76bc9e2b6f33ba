-- Gives a commit that a benchmark repeats word by word its own place, before effects.lua and commit.lua:
-- the last key counts the calls; stamp, predecessor, fact, right, receipt's index and idempotency key follow it.
-- KEYS  4 fact, 5 right, 6 all facts, 7 transactions, 8 receipt, 9 customer, 10 idempotency entry, 11 all entries, 12 counter
local n = redis.call('INCR', KEYS[12])
KEYS[4], KEYS[5], KEYS[8], KEYS[10] = KEYS[4] .. n, KEYS[5] .. n, KEYS[8] .. n, KEYS[10] .. n
ARGV[3], ARGV[4], ARGV[9] = '1-' .. n, n == 1 and '0-0' or '1-' .. (n - 1), ARGV[9] .. n

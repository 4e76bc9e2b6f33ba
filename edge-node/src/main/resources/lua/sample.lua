-- Gives a commit that a benchmark repeats word by word its own place, before effects.lua and commit.lua: the one behind
-- the head of the log; stamp, predecessor, fact, right, receipt's index and idempotency key are named by its number, and so is the customer's.
-- KEYS  4 fact, 5 right, 6 all facts, 7 transactions, 8 receipt, 9 customer, and with an idempotency key: 10 its entry, 11 all entries
local head = redis.call('HGET', KEYS[2], ARGV[1])
local n = head and tonumber(string.match(head, '%d+$')) + 1 or 1
for _, k in ipairs({ 4, 5, 8, 9 }) do
  KEYS[k] = KEYS[k] .. n
end
if KEYS[10] then
  KEYS[10] = KEYS[10] .. n
end
ARGV[3], ARGV[4], ARGV[9] = '1-' .. n, head or '0-0', ARGV[9] .. n

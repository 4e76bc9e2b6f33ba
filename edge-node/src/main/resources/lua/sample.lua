-- Gives a commit that a benchmark repeats word by word its own place, before effects.lua and
-- commit.lua: the one behind the head of the log; stamp, predecessor, fact, right, the indexes of
-- receipt, customer and reference and the idempotency key are named by its number.
-- KEYS  4 fact, 5 right, 6 all facts, 7 transactions, 8 receipt, 9 customer, 10 reference, with an
--   idempotency key: 11 its entry, 12 all entries;
--   last the reference's index once more, which must be empty
local head = redis.call('HGET', KEYS[2], ARGV[1])
local n = head and tonumber(string.match(head, '%d+$')) + 1 or 1
for _, k in ipairs({ 4, 5, 8, 9, 10, #KEYS }) do
  KEYS[k] = KEYS[k] .. n
end
if #KEYS > 11 then
  KEYS[11] = KEYS[11] .. n
end
ARGV[3], ARGV[4], ARGV[9] = '1-' .. n, head or '0-0', ARGV[9] .. n

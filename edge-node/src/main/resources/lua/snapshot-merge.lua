-- Merges a slice of another store's facts: those that are new take effect, the logs stay as they
-- are.
-- KEYS and ARGV as in effects.lua; behind the ops: cursor that the slice was asked with, cursor
--   behind it, facts counted,
--   with one more key: the snapshot under way.
-- Returns per op 1 where it was new; nothing at all where another slice is due.
local fresh = {}
local ops = {}
for i = 1, tonumber(ARGV[2]) do
  ops[i] = read_op()
end
local snapshot, asked, behind, count = next_key(), next_arg(), next_arg(), next_arg()
if redis.call('HGET', snapshot, 'cursor') ~= asked then
  return fresh
end
for i, op in ipairs(ops) do
  fresh[i] = write_fact(op.fact) and 1 or 0
end
redis.call('HSET', snapshot, 'cursor', behind)
redis.call('HINCRBY', snapshot, 'done', count)
return fresh

-- A range of all facts, oldest first, their texts in one string: cheaper to send and to read than
-- one string each.
-- KEYS[1]: the index of all facts, KEYS[2]: when those came that came far from when they happened.
--   ARGV: first and last place in it, what the key of a fact begins with.
-- Returns {facts in the range, length of each text in bytes, with commas between, the texts, and by
-- id and time in turn when which of them came}; a fact without a text has no length.
local ids = redis.call('ZRANGE', KEYS[1], ARGV[1], ARGV[2])
local keys, lengths, texts = {}, {}, {}
for i, id in ipairs(ids) do
  keys[i] = ARGV[3] .. id
end
if #keys > 0 then
  for _, text in ipairs(redis.call('MGET', unpack(keys))) do
    if text then
      lengths[#lengths + 1] = #text
      texts[#texts + 1] = text
    end
  end
end
local came = {}
if #ids > 0 and redis.call('EXISTS', KEYS[2]) == 1 then
  for i, at in ipairs(redis.call('ZMSCORE', KEYS[2], unpack(ids))) do
    if at then
      came[#came + 1] = ids[i]
      came[#came + 1] = at
    end
  end
end
return {#keys, table.concat(lengths, ','), table.concat(texts), came}

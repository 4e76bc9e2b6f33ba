-- A stretch of all facts, oldest first, their texts in one string: cheaper to send and to read than one string each.
-- KEYS[1]: the index of all facts. ARGV: first and last place in it, what the key of a fact begins with.
-- Returns {facts in the stretch, length of each text in bytes, with commas between, the texts}; a fact without a text
-- has no length.
local keys, lengths, texts = {}, {}, {}
for i, id in ipairs(redis.call('ZRANGE', KEYS[1], ARGV[1], ARGV[2])) do
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
return {#keys, table.concat(lengths, ','), table.concat(texts)}

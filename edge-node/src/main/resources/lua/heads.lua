-- Reads how far every origin's log is known together with its chain hash there: both at one moment.
-- KEYS  1 positions, 2 chain heads
-- Returns {positions, chain heads}, each a flat list of origin, value, ...
return { redis.call('HGETALL', KEYS[1]), redis.call('HGETALL', KEYS[2]) }

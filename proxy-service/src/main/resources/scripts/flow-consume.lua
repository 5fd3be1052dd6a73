-- flow-consume: takes a flow for the one callback that may finish it.
-- keys:      1 flow
-- arguments: 1 an id of this callback, 2 how long a repeat is recognised (ms)
-- results:   unknown | consumed, field, value, …
-- invariant: a state is used once; a repeat by the same callback answers the same.
local by = redis.call('HGET', KEYS[1], 'consumed_by')
if by and by ~= ARGV[1] then
  return {'unknown'}
end
local fields = redis.call('HGETALL', KEYS[1])
if #fields == 0 then
  return {'unknown'}
end
if not by then
  redis.call('HSET', KEYS[1], 'consumed_by', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
table.insert(fields, 1, 'consumed')
return fields

-- publisher-lease: takes or keeps the right to publish a shard's outbox.
-- keys:      1 publisher, 2 fence
-- arguments: 1 replica, 2 life of the lease in ms, 3 the lease to keep, or '' to take one
-- results:   held lease | refused
-- invariant: at most one replica holds a lease; each taking has a higher fencing number; a lease that ended is not kept.
local holder = redis.call('GET', KEYS[1])
if holder and holder == ARGV[3] then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return {'held', holder}
end
if holder or ARGV[3] ~= '' then
  return {'refused'}
end
local fence = redis.call('GET', KEYS[2])
if fence and not string.match(fence, '^%d+$') then
  error('the fence is no number')
end
local lease = ARGV[1] .. ':' .. redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], lease, 'PX', ARGV[2])
return {'held', lease}

-- publisher-lease: takes or keeps the right to publish a shard's outbox.
-- keys:      1 publisher, 2 fence
-- arguments: 1 replica, 2 life of the lease in ms, 3 the lease that the caller believes to hold, or ''
-- results:   held lease | taken lease | refused
-- invariant: at most one replica holds a lease; each taking has a higher fencing number.
local holder = redis.call('GET', KEYS[1])
if holder then
  if holder == ARGV[3] then
    redis.call('PEXPIRE', KEYS[1], ARGV[2])
    return {'held', holder}
  end
  return {'refused'}
end
local fence = redis.call('GET', KEYS[2])
if fence and not string.match(fence, '^%d+$') then
  error('the fence is no number')
end
local lease = ARGV[1] .. ':' .. redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], lease, 'PX', ARGV[2])
return {'taken', lease}

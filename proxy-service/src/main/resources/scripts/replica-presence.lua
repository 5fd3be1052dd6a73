-- replica-presence: tells that a replica lives and learns which others do.
-- keys:      1 replicas
-- arguments: 1 replica, 2 after how many ms of silence a replica counts as gone, 3 '1' to leave
-- results:   replicas, then their names in order
-- invariant: every replica sees the same order, so that they agree on who publishes which shard.
-- include: time
local now = now_ms()
if ARGV[3] == '1' then
  redis.call('ZREM', KEYS[1], ARGV[1])
else
  redis.call('ZADD', KEYS[1], whole(now), ARGV[1])
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', whole(now - tonumber(ARGV[2])))
local names = redis.call('ZRANGE', KEYS[1], 0, -1)
table.sort(names)
table.insert(names, 1, 'replicas')
return names

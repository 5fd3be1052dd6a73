-- storage-stats: reads a shard's counters and the state of its outbox. Writes nothing.
-- keys:      1 counters, 2 outbox
-- arguments: none
-- results:   stats outbox-length age-of-oldest-ms, then field and value of each counter
-- invariant: reads counters only, never all keys.
-- include: time
local counters = redis.call('HGETALL', KEYS[1])
local oldest = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 1)
local age = 0
if #oldest > 0 then
  age = math.max(0, now_ms() - tonumber(string.match(oldest[1][1], '^(%d+)')))
end
local reply = {'stats', redis.call('XLEN', KEYS[2]), whole(age)}
for _, part in ipairs(counters) do
  reply[#reply + 1] = part
end
return reply

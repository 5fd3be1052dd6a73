-- check-shard: compares a shard's counters and agents' indexes with its sessions and mends them where they differ.
-- keys:      1 due, 2 counters, 3 sweep
-- arguments: 1 for how many ms no other replica checks this shard
-- results:   consistent | mended removed | busy
-- invariant: the due set says which sessions there are; reads numbers only, and all sessions of the shard only when a
--            number differs. Every script keeps these places together, so they differ only by a foreign hand.
-- include: keys
-- include: sessions
if not redis.call('SET', KEYS[3], '1', 'NX', 'PX', ARGV[1]) then
  return {'busy'}
end
local prefix = shard_prefix(KEYS[1])
local total = redis.call('ZCARD', KEYS[1])
local counters = redis.call('HGETALL', KEYS[2])
local drifted = tonumber(redis.call('HGET', KEYS[2], 'sessions') or '0') ~= total
local agents = {}
for i = 1, #counters, 2 do
  local agent = string.match(counters[i], '^agent:(.+)$')
  if agent then
    agents[agent] = true
    drifted = drifted or redis.call('ZCARD', prefix .. 'agent:' .. agent) ~= tonumber(counters[i + 1])
  end
end
if not drifted then
  return {'consistent'}
end

local removed = 0
local counts = {}
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local session = redis.call('HMGET', prefix .. 'session:' .. id, 'provider', 'owner', 'created_at')
  if session[1] then
    for _, field in ipairs({'sessions', 'provider:' .. session[1], 'agent:' .. session[2]}) do
      counts[field] = (counts[field] or 0) + 1
    end
    redis.call('ZADD', prefix .. 'agent:' .. session[2], session[3], id)
    agents[session[2]] = true
  else
    redis.call('ZREM', KEYS[1], id)
    removed = removed + 1
  end
end
for agent, _ in pairs(agents) do
  for _, id in ipairs(redis.call('ZRANGE', prefix .. 'agent:' .. agent, 0, -1)) do
    if redis.call('EXISTS', prefix .. 'session:' .. id) == 0 then
      redis.call('ZREM', prefix .. 'agent:' .. agent, id)
      removed = removed + 1
    end
  end
end
redis.call('DEL', KEYS[2])
for field, count in pairs(counts) do
  redis.call('HSET', KEYS[2], field, count)
end
return {'mended', removed}

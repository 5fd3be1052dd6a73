-- authorization-create: stores an agent's authorization request.
-- keys:      1 authorization
-- arguments: 1 provider, 2 agent, 3 workflow id or '', 4 scopes, 5 redirect uri or '', 6 its life in ms, 7 how long its
--            end can be asked for in ms
-- results:   created, when it expires (ms)
-- invariant: a repeat (same request id) answers the same and writes nothing.
-- include: time
local expires_at = redis.call('HGET', KEYS[1], 'expires_at')
if not expires_at then
  expires_at = whole(now_ms() + tonumber(ARGV[6]))
  redis.call('HSET', KEYS[1], 'status', 'pending', 'provider', ARGV[1], 'agent', ARGV[2], 'workflow', ARGV[3],
    'scopes', ARGV[4], 'redirect_uri', ARGV[5], 'expires_at', expires_at)
  redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[6]) + tonumber(ARGV[7]))
end
return {'created', expires_at}

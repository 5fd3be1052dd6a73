-- authorization-find: reads an authorization request; one that is over its time and still pending is expired.
-- keys:      1 authorization
-- arguments: none
-- results:   absent | found, status, provider, agent, workflow id, scopes, redirect uri, expires at (ms), session id, error
-- invariant: a request that is over its time never reads as pending.
-- include: time
local fields = redis.call('HMGET', KEYS[1], 'status', 'provider', 'agent', 'workflow', 'scopes', 'redirect_uri',
  'expires_at', 'session_id', 'error')
if not fields[1] then
  return {'absent'}
end
if fields[1] == 'pending' and now_ms() >= tonumber(fields[7]) then
  fields[1] = 'expired'
end
local reply = {'found'}
for i = 1, 9 do
  reply[i + 1] = fields[i] or ''
end
return reply

-- authorization-find: reads an authorization request; one that is over its time and still pending is expired.
-- keys:      1 authorization, 2 once (where an agent asks)
-- arguments: with once: 1 agent, 2 how long a repeat is recognised (ms)
-- results:   absent | not_owner | found, status, provider, agent, workflow id, scopes, redirect uri,
--            expires at (ms), session id, error
-- invariant: a request that is over its time never reads as pending. One that is not the agent's is counted before it is
--            refused; a repeat (same once key) counts nothing.
-- include: time
-- include: keys
-- include: denials
local fields = redis.call('HMGET', KEYS[1], 'status', 'provider', 'agent', 'workflow', 'scopes', 'redirect_uri',
  'expires_at', 'session_id', 'error')
local now = now_ms()
local known = fields[1]
if KEYS[2] and (not known or fields[3] ~= ARGV[1]) then
  count_denial(KEYS[2], ARGV[2], ARGV[1], now, known)
  return {known and 'not_owner' or 'absent'}
end
if not known then
  return {'absent'}
end
if known == 'pending' and now >= tonumber(fields[7]) then
  fields[1] = 'expired'
end
local reply = {'found'}
for i = 1, 9 do
  reply[i + 1] = fields[i] or ''
end
return reply

-- find: reads a session's facts. Writes nothing.
-- keys:      1 session
-- arguments: 1 session id, 2 agent, 3 '1' for an admin
-- results:   found, then id provider owner workflow origin scope created_at expires_at ends_at has-refresh state |
--            not_found | not_owner
-- invariant: returns no ciphertext.
-- include: time
local facts = redis.call('HMGET', KEYS[1], 'provider', 'owner', 'workflow', 'origin', 'scope', 'created_at',
  'expires_at', 'ends_at', 'refresh', 'state')
if not facts[1] or now_ms() >= tonumber(facts[8]) then
  return {'not_found'}
end
if facts[2] ~= ARGV[2] and ARGV[3] ~= '1' then
  return {'not_owner'}
end
return {'found', ARGV[1], facts[1], facts[2], facts[3], facts[4], facts[5], facts[6], facts[7] or '', facts[8],
  facts[9] and '1' or '', facts[10] or ''}

-- find: reads a session's facts.
-- keys:      1 session, 2 once
-- arguments: 1 session id, 2 agent, 3 '1' for an admin, 4 how long a repeat is recognised (ms)
-- results:   found, then id provider owner workflow origin scope created_at expires_at ends_at has-refresh state |
--            not_found | not_owner
-- invariant: returns no ciphertext; writes nothing, but counts a session that is not the caller's before it is refused. A
--            repeat (same once key) counts nothing.
-- include: time
-- include: keys
-- include: denials
local facts = redis.call('HMGET', KEYS[1], 'provider', 'owner', 'workflow', 'origin', 'scope', 'created_at',
  'expires_at', 'ends_at', 'refresh', 'state')
local now = now_ms()
local denial = session_denial(facts[1], facts[2], facts[8], ARGV[2], ARGV[3], now)
if denial then
  count_denial(KEYS[2], ARGV[4], ARGV[2], now, denial == 'not_owner')
  return {denial}
end
return {'found', ARGV[1], facts[1], facts[2], facts[3], facts[4], facts[5], facts[6], facts[7] or '', facts[8],
  facts[9] and '1' or '', facts[10] or ''}

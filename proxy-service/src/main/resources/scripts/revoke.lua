-- revoke: deletes a session together with its event.
-- keys:      1 session, 2 once, 3 outbox, 4 sequence
-- arguments: 1 session id, 2 agent, 3 '1' for an admin, 4 event data, 5 traceparent,
--            6 how long a repeat is recognised (ms)
-- results:   revoked provider owner access refresh | not_found | not_owner
-- invariant: always passes the outbox bound. A repeat (same once key) answers the same and writes nothing: what it
--            returned is kept, sealed as it was, under the once key. A session that is not the caller's is counted before it
--            is refused.
-- include: time
-- include: events
-- include: keys
-- include: sessions
-- include: denials
local answered = redis.call('HMGET', KEYS[2], 'provider', 'owner', 'access', 'refresh')
if answered[1] then
  return {'revoked', answered[1], answered[2], answered[3], answered[4]}
end
local session = redis.call('HMGET', KEYS[1], 'provider', 'owner', 'ends_at', 'access', 'refresh')
local provider, owner = session[1], session[2]
local now = now_ms()
local denial = session_denial(provider, owner, session[3], ARGV[2], ARGV[3], now)
if denial then
  count_denial(KEYS[2], ARGV[6], ARGV[2], now, denial == 'not_owner')
  return {denial}
end
local prefix = shard_prefix(KEYS[1])
check_places(prefix, owner)
outbox_length(KEYS[3], KEYS[4])

remove_session(prefix, ARGV[1], provider, owner)
redis.call('HSET', KEYS[2], 'provider', provider, 'owner', owner, 'access', session[4], 'refresh', session[5] or '')
redis.call('PEXPIRE', KEYS[2], ARGV[6])
append_event(KEYS[3], KEYS[4], {type = 'TOKEN_REVOKED', session = ARGV[1], provider = provider, agent = ARGV[2],
  time = now, data = ARGV[4], traceparent = ARGV[5]})
return {'revoked', provider, owner, session[4], session[5] or ''}

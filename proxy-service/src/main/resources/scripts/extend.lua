-- extend: moves the end of a session that has a usable refresh token, together with its event.
-- keys:      1 session, 2 due, 3 once, 4 outbox, 5 sequence
-- arguments: 1 session id, 2 agent, 3 '1' for an admin, 4 additional ms, 5 longest life from now in ms,
--            6 traceparent, 7 how long a repeat is recognised (ms)
-- results:   extended ends_at | not_found | not_owner | not_extendable
-- invariant: a session ends at most the longest life from now, and never earlier than before; always passes the outbox
--            bound; a repeat (same once key) answers the same and writes nothing. A session that is not the caller's is
--            counted before it is refused.
-- include: time
-- include: events
-- include: keys
-- include: denials
local session = redis.call('HMGET', KEYS[1], 'provider', 'owner', 'ends_at', 'refresh', 'state')
local now = now_ms()
local denial = session_denial(session[1], session[2], session[3], ARGV[2], ARGV[3], now)
if denial then
  count_denial(KEYS[3], ARGV[7], ARGV[2], now, denial == 'not_owner')
  return {denial}
end
if not session[4] or session[5] == 'reauthorize' then
  return {'not_extendable'}
end
redis.call('ZCARD', KEYS[2])
outbox_length(KEYS[4], KEYS[5])

if not redis.call('SET', KEYS[3], '1', 'NX', 'PX', ARGV[7]) then
  return {'extended', session[3]}
end
local ends_at = math.max(tonumber(session[3]),
  math.min(tonumber(session[3]) + tonumber(ARGV[4]), now + tonumber(ARGV[5])))
redis.call('HSET', KEYS[1], 'ends_at', whole(ends_at))
redis.call('ZADD', KEYS[2], 'XX', whole(ends_at), ARGV[1])
append_event(KEYS[4], KEYS[5], {type = 'TOKEN_EXTENDED', session = ARGV[1], provider = session[1], agent = ARGV[2],
  time = now, data = '{"session_expires_at":"' .. iso(ends_at) .. '"}', traceparent = ARGV[6]})
return {'extended', whole(ends_at)}

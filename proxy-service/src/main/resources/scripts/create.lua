-- create: stores a session together with its event, and completes the authorization request that it came from.
-- keys:      1 session, 2 outbox, 3 sequence, 4 authorization (optional)
-- arguments: 1 session id, 2 provider, 3 owner, 4 workflow id, 5 origin, 6 scope, 7 sealed access token,
--            8 sealed refresh token or '', 9 access token's life in ms or '', 10 session's life in ms,
--            11 event data, 12 traceparent, 13 outbox bound
-- results:   created | audit_full | request_gone
-- invariant: a session exists if and only if its token_created stands in the outbox or was published; a repeat (same
--            session id) answers the same and writes nothing.
-- include: time
-- include: events
-- include: keys
-- include: sessions
local prefix = shard_prefix(KEYS[1])
local id, provider, owner = ARGV[1], ARGV[2], ARGV[3]
if redis.call('HEXISTS', KEYS[1], 'provider') == 1 then
  return {'created'}
end
if KEYS[4] then
  local status = redis.call('HGET', KEYS[4], 'status')
  if status ~= 'pending' then
    return {'request_gone'}
  end
end
check_places(prefix, owner)
if outbox_length(KEYS[2], KEYS[3]) >= tonumber(ARGV[13]) then
  return {'audit_full'}
end

local now = now_ms()
local ends_at = now + tonumber(ARGV[10])
redis.call('HSET', KEYS[1], 'provider', provider, 'owner', owner, 'workflow', ARGV[4], 'origin', ARGV[5],
  'scope', ARGV[6], 'access', ARGV[7], 'created_at', whole(now), 'ends_at', whole(ends_at), 'version', '1')
if ARGV[8] ~= '' then
  redis.call('HSET', KEYS[1], 'refresh', ARGV[8])
end
if ARGV[9] ~= '' then
  redis.call('HSET', KEYS[1], 'expires_at', whole(now + tonumber(ARGV[9])))
end
redis.call('ZADD', prefix .. 'due', whole(ends_at), id)
redis.call('ZADD', prefix .. 'agent:' .. owner, whole(now), id)
count_session(prefix, provider, owner, 1)
if KEYS[4] then
  redis.call('HSET', KEYS[4], 'status', 'completed', 'session_id', id)
end
append_event(KEYS[2], KEYS[3], {type = 'TOKEN_CREATED', session = id, provider = provider, agent = owner, time = now,
  data = ARGV[11], traceparent = ARGV[12]})
return {'created'}

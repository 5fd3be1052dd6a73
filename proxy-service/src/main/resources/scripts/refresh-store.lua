-- refresh-store: stores the tokens that a provider answered with, together with their event.
-- keys:      1 session, 2 flight, 3 outbox, 4 sequence
-- arguments: 1 session id, 2 holder, 3 sealed access token, 4 sealed refresh token or '' to keep the old one,
--            5 access token's life in ms or '', 6 scope or '' to keep the old one, 7 event data
-- results:   stored provider | superseded | gone
-- invariant: accepted from the holder of the recorded intent alone, also after its flight lapsed; only this raises the
--            version; always passes the outbox bound; a repeat (same holder) answers the same and writes nothing.
-- include: time
-- include: events
local session = redis.call('HMGET', KEYS[1], 'provider', 'owner', 'intent', 'stored_by', 'version')
local provider = session[1]
if not provider then
  return {'gone'}
end
if session[4] == ARGV[2] then
  return {'stored', provider}
end
if session[3] ~= ARGV[2] then
  return {'superseded'}
end
local flight = redis.call('GET', KEYS[2])
outbox_length(KEYS[3], KEYS[4])

local now = now_ms()
redis.call('HSET', KEYS[1], 'access', ARGV[3], 'version', whole(tonumber(session[5]) + 1), 'stored_by', ARGV[2])
redis.call('HDEL', KEYS[1], 'intent', 'intent_at', 'retry_at', 'state')
if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[1], 'refresh', ARGV[4])
end
if ARGV[5] ~= '' then
  redis.call('HSET', KEYS[1], 'expires_at', whole(now + tonumber(ARGV[5])))
else
  redis.call('HDEL', KEYS[1], 'expires_at')
end
if ARGV[6] ~= '' then
  redis.call('HSET', KEYS[1], 'scope', ARGV[6])
end
if flight == ARGV[2] then
  redis.call('DEL', KEYS[2])
end
append_event(KEYS[3], KEYS[4], {type = 'TOKEN_REFRESHED', session = ARGV[1], provider = provider, agent = session[2],
  time = now, data = ARGV[7], traceparent = ''})
return {'stored', provider}

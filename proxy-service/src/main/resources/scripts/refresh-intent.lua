-- refresh-intent: records who is about to send a session's refresh token to its provider.
-- keys:      1 session, 2 flight, 3 outbox, 4 sequence
-- arguments: 1 session id, 2 holder, 3 version that the holder saw, 4 life of the flight in ms, 5 outbox bound,
--            6 '1' when the provider rotates refresh tokens, 7 its grace in ms, 8 how long an answer may take in ms,
--            9 event data should the outcome of an earlier flight stay unknown
-- results:   go owner refresh | busy | renewed | refused | gone | audit_full
-- invariant: one flight at a time. A refresh token whose earlier sending was never answered is sent again only where the
--            provider allows it; otherwise the person has to consent again. A repeat (same holder) answers the same.
-- include: time
-- include: events
local session = redis.call('HMGET', KEYS[1], 'provider', 'owner', 'ends_at', 'refresh', 'state', 'version', 'intent',
  'intent_at')
local provider, owner, refresh, intent, intent_at = session[1], session[2], session[4], session[7], session[8]
local now = now_ms()
if not provider or now >= tonumber(session[3]) then
  return {'gone'}
end
if session[6] ~= ARGV[3] then
  return {'renewed'}
end
if session[5] == 'reauthorize' or not refresh then
  return {'refused'}
end
local flight = redis.call('GET', KEYS[2])
if flight == ARGV[2] then
  return {'go', owner, refresh}
end
if flight then
  return {'busy'}
end
local length = outbox_length(KEYS[3], KEYS[4])
if intent and ARGV[6] == '1' then
  local since = now - tonumber(intent_at)
  if since >= tonumber(ARGV[7]) and since < tonumber(ARGV[8]) then
    return {'busy'}
  end
  if since >= tonumber(ARGV[7]) then
    redis.call('HSET', KEYS[1], 'state', 'reauthorize')
    append_event(KEYS[3], KEYS[4], {type = 'TOKEN_REFRESH_FAILED', session = ARGV[1], provider = provider,
      agent = owner, time = now, data = ARGV[9], traceparent = ''})
    return {'refused'}
  end
end
if length >= tonumber(ARGV[5]) then
  return {'audit_full'}
end

redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[4])
redis.call('HSET', KEYS[1], 'intent', ARGV[2])
if not intent then
  redis.call('HSET', KEYS[1], 'intent_at', whole(now))
end
return {'go', owner, refresh}

-- refresh-settle: records that a flight brought no tokens.
-- keys:      1 session, 2 flight, 3 outbox, 4 sequence
-- arguments: 1 session id, 2 holder, 3 how: refused (for good), later (the provider did not use the refresh token) or
--            unanswered (it may have), 4 after how many ms the next flight may start, 5 event data
-- results:   settled | superseded | gone
-- invariant: only a refusal clears the way to a new consent; an unanswered intent stays recorded. A repeat answers
--            superseded or settled and writes no second event.
-- include: time
-- include: events
local session = redis.call('HMGET', KEYS[1], 'provider', 'owner', 'intent', 'state')
local provider = session[1]
if not provider then
  return {'gone'}
end
if session[3] ~= ARGV[2] then
  return {'superseded'}
end
local flight = redis.call('GET', KEYS[2])
outbox_length(KEYS[3], KEYS[4])

local now = now_ms()
redis.call('HSET', KEYS[1], 'retry_at', whole(now + tonumber(ARGV[4])))
if ARGV[3] ~= 'unanswered' then
  redis.call('HDEL', KEYS[1], 'intent', 'intent_at')
end
if flight == ARGV[2] then
  redis.call('DEL', KEYS[2])
end
if ARGV[3] == 'refused' and session[4] ~= 'reauthorize' then
  redis.call('HSET', KEYS[1], 'state', 'reauthorize')
  append_event(KEYS[3], KEYS[4], {type = 'TOKEN_REFRESH_FAILED', session = ARGV[1], provider = provider,
    agent = session[2], time = now, data = ARGV[5], traceparent = ''})
end
return {'settled'}

-- retrieve: hands out a sealed access token together with its event, or says what has to happen first.
-- keys:      1 session, 2 marks (a bit for each retrieval that was served), 3 outbox, 4 sequence
-- arguments: 1 session id, 2 agent, 3 '1' for an admin, 4 event data, 5 traceparent, 6 refresh margin in ms (far below 0: never
--            ask for a refresh), 7 the retrieval's bit of the marks
-- constants: outbox_bound (events), marks_kept (how long the marks are kept from the first on, ms), refresh_is_exposed
--            (whether the sealed refresh token is returned too)
-- results:   released provider owner access refresh expires_at scope created_at now | refresh version provider remaining-ms |
--            not_found | not_owner | reauthorize | unrefreshed | audit_full
-- invariant: a ciphertext is returned only if its token_retrieved stands in the outbox; a repeat (same bit) answers the
--            same and writes nothing. A session that is not the caller's is counted before it is refused.
-- constant: outbox_bound
-- constant: marks_kept
-- constant: refresh_is_exposed
-- include: time
-- include: events
-- include: keys
-- include: denials
local session = redis.call('HMGET', KEYS[1], 'provider', 'owner', 'ends_at', 'access', 'expires_at', 'scope',
  'created_at')
local provider, owner, expires_at = session[1], session[2], session[5]
local now = now_ms()
local denial = session_denial(provider, owner, session[3], ARGV[2], ARGV[3], now)
if denial then
  count_denial(KEYS[2] .. ':' .. ARGV[7], marks_kept, ARGV[2], now, denial == 'not_owner')
  return {denial}
end
if expires_at then
  local remaining = tonumber(expires_at) - now
  local due = remaining <= tonumber(ARGV[6])
  if due or remaining <= 0 then
    local renewal = redis.call('HMGET', KEYS[1], 'refresh', 'state', 'retry_at', 'version')
    local renewable = renewal[1] and renewal[2] ~= 'reauthorize'
    if renewable and due and now >= tonumber(renewal[3] or '0') then
      return {'refresh', renewal[4], provider, whole(remaining)}
    end
    if remaining <= 0 then
      return {renewable and 'unrefreshed' or 'reauthorize'}
    end
  end
end

if redis.call('GETBIT', KEYS[2], ARGV[7]) == 0 then
  if redis.call('XLEN', KEYS[3]) >= outbox_bound then
    return {'audit_full'}
  end
  -- The first write: it fails on a sequence that is no number, without a look at it in each call.
  local number = redis.call('INCR', KEYS[4])
  redis.call('SETBIT', KEYS[2], ARGV[7], 1)
  if redis.call('PTTL', KEYS[2]) < 0 then
    redis.call('PEXPIRE', KEYS[2], marks_kept)
  end
  write_event(KEYS[3], number, {type = 'TOKEN_RETRIEVED', session = ARGV[1], provider = provider, agent = ARGV[2],
    time = now, data = ARGV[4], traceparent = ARGV[5]})
end
local refresh = refresh_is_exposed and redis.call('HGET', KEYS[1], 'refresh')
return {'released', provider, owner, session[4], refresh or '', expires_at or '', session[6],
  session[7], whole(now)}

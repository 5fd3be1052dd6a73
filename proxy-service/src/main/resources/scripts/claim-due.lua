-- claim-due: deletes sessions whose end has come, each together with its event.
-- keys:      1 due, 2 outbox, 3 sequence
-- arguments: 1 at most this many
-- results:   claimed, then the providers of the sessions that ended
-- invariant: a session expires once, whichever replica claims it; always passes the outbox bound; an entry without a
--            session, or whose session was extended, writes no event.
-- include: time
-- include: events
-- include: keys
-- include: sessions
local prefix = shard_prefix(KEYS[1])
local now = now_ms()
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', whole(now), 'LIMIT', 0, ARGV[1])
if #due == 0 then
  return {'claimed'}
end
outbox_length(KEYS[2], KEYS[3])
local sessions = {}
for _, id in ipairs(due) do
  local session = redis.call('HMGET', prefix .. 'session:' .. id, 'provider', 'owner', 'ends_at')
  if session[1] then
    check_places(prefix, session[2])
  end
  sessions[id] = session
end

local reply = {'claimed'}
for _, id in ipairs(due) do
  local provider, owner, ends_at = sessions[id][1], sessions[id][2], tonumber(sessions[id][3] or '0')
  if not provider then
    redis.call('ZREM', KEYS[1], id)
  elseif ends_at > now then
    redis.call('ZADD', KEYS[1], whole(ends_at), id)
  else
    remove_session(prefix, id, provider, owner)
    append_event(KEYS[2], KEYS[3], {type = 'TOKEN_EXPIRED', session = id, provider = provider, agent = owner,
      time = now, data = '{"expired_at":"' .. iso(ends_at) .. '"}', traceparent = ''})
    reply[#reply + 1] = provider
  end
end
return reply

-- claim-denials: writes the event of an agent's minute that is over and in which calls were denied.
-- keys:      1 denials, 2 outbox, 3 sequence
-- arguments: 1 cursor ('0' at the start), 2 subject of the event, 3 outbox bound
-- results:   written cursor | passed cursor, and there is no more when it is '0' | audit_full
-- invariant: a count goes together with its event, so whichever replica claims it, it is told once; the minute that runs
--            stays, and so does one that finds no room. Examines a bounded number of counts and writes one event.
-- include: time
-- include: events
local now = now_ms()
local running = now - now % 60000
local length = outbox_length(KEYS[2], KEYS[3])
local page = redis.call('HSCAN', KEYS[1], ARGV[1], 'COUNT', 100)
local counts = page[2]
for i = 1, #counts, 2 do
  local agent, minute = string.match(counts[i], '^(.+):(%d+)$')
  local over = minute and tonumber(minute) < running
  if over and counts[i + 1] == '0' then
    redis.call('HDEL', KEYS[1], counts[i])
  elseif over and length >= tonumber(ARGV[3]) then
    return {'audit_full'}
  elseif over then
    append_event(KEYS[2], KEYS[3], {type = 'ACCESS_DENIED', session = ARGV[2], provider = '', agent = agent, time = now,
      data = '{"count":' .. counts[i + 1] .. ',"window_started_at":"' .. string.sub(iso(tonumber(minute)), 1, 19) .. 'Z"}',
      traceparent = ''})
    redis.call('HDEL', KEYS[1], counts[i])
    return {'written', ARGV[1]}
  end
end
return {'passed', page[1]}

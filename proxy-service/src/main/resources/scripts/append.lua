-- append: writes an event that changes no session.
-- keys:      1 once, 2 outbox, 3 sequence
-- arguments: 1 type, 2 subject, 3 provider or '', 4 agent or '', 5 event data, 6 traceparent, 7 outbox bound,
--            8 how long a repeat is recognised (ms)
-- results:   appended entry-id | audit_full
-- invariant: a repeat (same once key) answers with the same entry and writes nothing.
-- include: time
-- include: events
local length = outbox_length(KEYS[2], KEYS[3])
local answered = redis.call('GET', KEYS[1])
if answered then
  return {'appended', answered}
end
if length >= tonumber(ARGV[7]) then
  return {'audit_full'}
end
local entry = append_event(KEYS[2], KEYS[3], {type = ARGV[1], session = ARGV[2], provider = ARGV[3], agent = ARGV[4],
  time = now_ms(), data = ARGV[5], traceparent = ARGV[6]})
redis.call('SET', KEYS[1], entry, 'PX', ARGV[8])
return {'appended', entry}

-- events: writes audit events. Included by other scripts, after time.
-- Invariant: an event takes the next number of its shard's sequence in the script that writes it, so the outbox is
-- gap-free. outbox_length has to be called before the first write of a script: it fails on a key of a wrong type.
local function outbox_length(outbox, sequence)
  local length = redis.call('XLEN', outbox)
  local number = redis.call('GET', sequence)
  if number and not string.match(number, '^%d+$') then
    error('the sequence is no number')
  end
  return length
end

-- Returns the entry's id, which is the number in the event's id.
local function append_event(outbox, sequence, event)
  local number = redis.call('INCR', sequence)
  return redis.call('XADD', outbox, '*', 'type', event.type, 'session', event.session, 'provider', event.provider,
    'agent', event.agent, 'time', whole(event.time), 'data', event.data, 'sequence', number,
    'traceparent', event.traceparent)
end

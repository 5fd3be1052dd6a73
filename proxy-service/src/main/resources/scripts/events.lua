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

-- Writes an event under a number of the sequence: one line for each fact, the data last, since it alone may hold a line
-- break. So an entry is two fields to write, keep and read. Returns the entry's id, which is the number in the event's
-- id.
local function write_event(outbox, number, event)
  return redis.call('XADD', outbox, '*', 'sequence', whole(number), 'event', table.concat({event.type, event.session,
    event.provider, event.agent, whole(event.time), event.traceparent, event.data}, '\n'))
end

local function append_event(outbox, sequence, event)
  return write_event(outbox, redis.call('INCR', sequence), event)
end

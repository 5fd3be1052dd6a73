-- sealed-page: reads the sealed tokens of some sessions, in the order of the due set. Writes nothing.
-- keys:      1 due
-- arguments: 1 score and 2 id of the last session seen, 3 at most this many
-- results:   page last-score last-id, then for each session a list: id provider owner access refresh. The last score is
--            '' when the set is at its end.
-- invariant: examines a bounded number of entries.
-- include: keys
-- include: sessions
local prefix = shard_prefix(KEYS[1])
local wanted = tonumber(ARGV[3])
local entries = entries_after(KEYS[1], ARGV[1], ARGV[2], wanted)
local reply = {'page', '', ''}
for i = 1, #entries, 2 do
  local session = redis.call('HMGET', prefix .. 'session:' .. entries[i], 'provider', 'owner', 'access', 'refresh')
  if session[1] then
    reply[#reply + 1] = {entries[i], session[1], session[2], session[3], session[4] or ''}
  end
  if i == 2 * wanted - 1 then
    reply[2], reply[3] = entries[i + 1], entries[i]
  end
end
return reply

-- list: reads a page of sessions in the order of an index. Writes nothing.
-- keys:      1 index (an agent's sessions, or due)
-- arguments: 1 score and 2 id of the last session seen, 3 how many to examine, 4 how many to return,
--            5 workflow id or '', 6 '1' to include sessions of browsers
-- results:   listed last-score last-id, then for each session a list: id provider owner workflow origin scope created_at
--            expires_at ends_at has-refresh state. The last score is '' when the index is at its end.
-- invariant: examines a bounded number of entries, so that a long index does not hold up others.
-- include: time
-- include: keys
-- include: sessions
local prefix = shard_prefix(KEYS[1])
local now = now_ms()
local examine, wanted = tonumber(ARGV[3]), tonumber(ARGV[4])
local entries = entries_after(KEYS[1], ARGV[1], ARGV[2], examine)
local reply = {'listed', '', ''}
for i = 1, #entries, 2 do
  local id, score = entries[i], entries[i + 1]
  local facts = redis.call('HMGET', prefix .. 'session:' .. id, 'provider', 'owner', 'workflow', 'origin', 'scope',
    'created_at', 'expires_at', 'ends_at', 'refresh', 'state')
  local live = facts[1] and tonumber(facts[8]) > now
  if live and (ARGV[5] == '' or facts[3] == ARGV[5]) and (ARGV[6] == '1' or facts[4] ~= 'BROWSER') then
    reply[#reply + 1] = {id, facts[1], facts[2], facts[3], facts[4], facts[5], facts[6], facts[7] or '', facts[8],
      facts[9] and '1' or '', facts[10] or ''}
  end
  if #reply - 3 >= wanted or i == 2 * examine - 1 then
    reply[2], reply[3] = score, id
    return reply
  end
end
return reply

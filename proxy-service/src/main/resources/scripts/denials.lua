-- denials: counts calls for something that is not there for its caller. Included by other scripts, after time and keys.
-- Invariant: what is unknown and what is another agent's leave the same writes, which count 0 and 1, so that no time tells
-- the two apart. A repeat (same once key) counts nothing. The mark stands beside the once key, which some scripts keep as
-- a hash.
local function count_denial(once, window, agent, now, denied)
  local denials = shard_prefix(once) .. 'denials'
  redis.call('HLEN', denials)
  if redis.call('SET', once .. ':denied', '1', 'NX', 'PX', window) then
    redis.call('HINCRBY', denials, agent .. ':' .. whole(now - now % 60000), denied and 1 or 0)
  end
end

-- Why a caller (an agent's id, and '1' for an admin) may not have a session: 'not_found' or 'not_owner'; nil when it may.
local function session_denial(provider, owner, ends_at, agent, admin, now)
  if not provider or now >= tonumber(ends_at) then
    return 'not_found'
  end
  return owner ~= agent and admin ~= '1' and 'not_owner' or nil
end

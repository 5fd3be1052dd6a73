-- sessions: the places where a session stands. Included by other scripts.
-- Invariant: a session's hash, its entries in the due set and in its agent's index, and the counters change together.
-- Fails on a key of a wrong type; to be called before the first write.
local function check_places(prefix, owner)
  redis.call('ZCARD', prefix .. 'due')
  redis.call('ZCARD', prefix .. 'agent:' .. owner)
  redis.call('HLEN', prefix .. 'counters')
end

local function count_session(prefix, provider, owner, change)
  for _, field in ipairs({'sessions', 'provider:' .. provider, 'agent:' .. owner}) do
    if redis.call('HINCRBY', prefix .. 'counters', field, change) <= 0 then
      redis.call('HDEL', prefix .. 'counters', field)
    end
  end
end

local function remove_session(prefix, id, provider, owner)
  redis.call('DEL', prefix .. 'session:' .. id)
  redis.call('ZREM', prefix .. 'due', id)
  redis.call('ZREM', prefix .. 'agent:' .. owner, id)
  count_session(prefix, provider, owner, -1)
end

-- The next entries of an index after this one, with their scores. An entry that moved or went away meanwhile stands for
-- its old score; a page always gets further than the one before.
local function entries_after(index, score, id, count)
  local start = 0
  if id ~= '' then
    if redis.call('ZSCORE', index, id) == score then
      start = redis.call('ZRANK', index, id) + 1
    else
      start = redis.call('ZCOUNT', index, '-inf', score)
    end
  end
  return redis.call('ZRANGE', index, start, start + count - 1, 'WITHSCORES')
end

-- rate-lease: leases calls of an agent to a replica, from what is left in this window.
-- keys:      1 rate
-- arguments: 1 how many, 2 the limit of a window, 3 the window in ms
-- results:   leased, how many, ms until the window ends, how many are left to lease
-- invariant: no more than the limit is leased in a window. A repeat leases again, which only wastes permits.
-- include: time
local window = tonumber(ARGV[3])
local now = now_ms()
local start = whole(now - now % window)
local used = 0
if redis.call('HGET', KEYS[1], 'window') == start then
  used = tonumber(redis.call('HGET', KEYS[1], 'used'))
end
local left = tonumber(ARGV[2]) - used
local granted = math.max(0, math.min(tonumber(ARGV[1]), left))
redis.call('HSET', KEYS[1], 'window', start, 'used', whole(used + granted))
redis.call('PEXPIRE', KEYS[1], window * 2)
return {'leased', whole(granted), whole(start + window - now), whole(math.max(0, left - granted))}

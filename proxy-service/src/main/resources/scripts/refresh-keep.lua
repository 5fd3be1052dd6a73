-- refresh-keep: keeps a flight alive while its provider is being called.
-- keys:      1 flight
-- arguments: 1 holder, 2 life of the flight in ms
-- results:   kept | lost
-- invariant: never takes the flight from another.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return {'kept'}
end
return {'lost'}

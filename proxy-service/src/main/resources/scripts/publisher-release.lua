-- publisher-release: gives the right to publish back, if it is still the caller's.
-- keys:      1 publisher
-- arguments: 1 lease
-- results:   released | lost
-- invariant: never takes the lease from another.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
  return {'released'}
end
return {'lost'}

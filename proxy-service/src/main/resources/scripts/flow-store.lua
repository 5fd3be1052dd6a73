-- flow-store: remembers a browser that is sent to a provider.
-- keys:      1 flow
-- arguments: 1 life in ms, then field, value, …
-- results:   stored
-- invariant: a repeat writes the same again.
redis.call('HSET', KEYS[1], unpack(ARGV, 2))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return {'stored'}

-- reseal: replaces a sealed token by the same token under another key.
-- keys:      1 session
-- arguments: 1 field (access or refresh), 2 the sealed token as it was read, 3 the new one
-- results:   resealed | changed
-- invariant: replaces only what is still byte-equal, so a token that was renewed or revoked meanwhile stays as it is. A
--            repeat answers changed and writes nothing.
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then
  return {'changed'}
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return {'resealed'}

-- trim-outbox: removes what Kafka has confirmed, while the caller still owns the shard, and keeps its lease.
-- keys:      1 publisher, 2 outbox
-- arguments: 1 lease, 2 first entry id to keep, 3 life of the lease in ms
-- results:   trimmed count | lost
-- invariant: fenced: who lost the lease removes nothing. A repeat removes nothing more.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {'lost'}
end
redis.call('XLEN', KEYS[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {'trimmed', redis.call('XTRIM', KEYS[2], 'MINID', '=', ARGV[2])}

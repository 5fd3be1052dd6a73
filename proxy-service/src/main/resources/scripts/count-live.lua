-- count-live: counts the sessions of a shard that have not ended. Writes nothing.
-- keys:      1 due
-- arguments: none
-- results:   live count
-- invariant: a session whose end has come does not count, also before it is claimed.
-- include: time
return {'live', redis.call('ZCOUNT', KEYS[1], '(' .. whole(now_ms()), '+inf')}

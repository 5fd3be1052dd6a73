-- authorization-end: ends a pending authorization request without a session.
-- keys:      1 authorization
-- arguments: 1 denied or failed, 2 error code
-- results:   ended | not_pending
-- invariant: a request ends once; a repeat changes nothing.
if redis.call('HGET', KEYS[1], 'status') ~= 'pending' then
  return {'not_pending'}
end
redis.call('HSET', KEYS[1], 'status', ARGV[1], 'error', ARGV[2])
return {'ended'}

-- deny: counts a denied call on which no script had to decide.
-- keys:      1 once
-- arguments: 1 agent, 2 how long a repeat is recognised (ms)
-- results:   denied
-- invariant: a repeat (same once key) answers the same and counts nothing.
-- include: time
-- include: keys
-- include: denials
count_denial(KEYS[1], ARGV[2], ARGV[1], now_ms(), true)
return {'denied'}

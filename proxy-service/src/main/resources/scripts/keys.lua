-- keys: the names of a shard's keys. Included by other scripts, before sessions and denials.
-- Invariant: what a script builds from a prefix has the hash tag of the key that it was given.
local function shard_prefix(key)
  return string.match(key, '^(scp:{s%d%d}:)')
end

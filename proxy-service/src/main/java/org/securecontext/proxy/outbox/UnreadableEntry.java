package org.securecontext.proxy.outbox;

import org.securecontext.events.Shard;

/**
 * The oldest entry of a shard's outbox is no event that this version can read: a foreign hand wrote it, or a later version
 * of the gateway, whose replica can publish it. It is not skipped, since it may be evidence.
 */
final class UnreadableEntry extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEntry(Shard shard, String entryId) {
        super("Entry " + entryId + " of shard " + shard.number() + " is no event that this version can read");
    }
}

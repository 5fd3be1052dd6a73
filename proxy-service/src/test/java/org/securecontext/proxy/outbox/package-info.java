/** The outbox against a real Redis and a real Kafka. */
@NullMarked
package org.securecontext.proxy.outbox;

import org.jspecify.annotations.NullMarked;

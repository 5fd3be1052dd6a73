/** Reading events from Kafka records and writing records until Kafka has them. */
@NullMarked
package org.securecontext.relay.records;

import org.jspecify.annotations.NullMarked;

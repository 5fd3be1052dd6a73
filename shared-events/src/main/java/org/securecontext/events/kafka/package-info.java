/** How both services reach Kafka, and which topics they need there. */
@NullMarked
package org.securecontext.events.kafka;

import org.jspecify.annotations.NullMarked;

/** Wiring: settings, Kafka clients and the order of start and stop. */
@NullMarked
package org.securecontext.relay.configuration;

import org.jspecify.annotations.NullMarked;

/** The Redis and the Kafka that integration tests of all modules use. */
@NullMarked
package org.securecontext.localstack.backends;

import org.jspecify.annotations.NullMarked;

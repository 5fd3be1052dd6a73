/** Real servers as child processes: a Redis, a Kafka broker, or a packaged service, each killed with its parent. */
@NullMarked
package org.securecontext.localstack.backends;

import org.jspecify.annotations.NullMarked;

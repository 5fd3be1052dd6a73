/** Redis, Kafka, an OpenID provider and a webhook inbox as processes on one machine. */
@NullMarked
package org.securecontext.localstack;

import org.jspecify.annotations.NullMarked;

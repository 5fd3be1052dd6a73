/** The main class of the broker's JVM. */
@NullMarked
package org.securecontext.localstack.broker;

import org.jspecify.annotations.NullMarked;

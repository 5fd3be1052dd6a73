/** Metrics as the operator's Prometheus finds them: their contract names, and series that stand from the start. */
@NullMarked
package org.securecontext.proxy.metrics;

import org.jspecify.annotations.NullMarked;

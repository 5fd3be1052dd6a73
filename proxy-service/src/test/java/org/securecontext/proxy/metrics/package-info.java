/** Tests of the metrics as they are scraped. */
@NullMarked
package org.securecontext.proxy.metrics;

import org.jspecify.annotations.NullMarked;

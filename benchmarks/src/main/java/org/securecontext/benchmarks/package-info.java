/** Benchmarks of the packaged services, side by side with bare programs that do the least of the same work. */
@NullMarked
package org.securecontext.benchmarks;

import org.jspecify.annotations.NullMarked;

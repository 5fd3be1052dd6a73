/** Compares what callers know with what the topic says: nothing lost, nothing invented, nothing changed. */
@NullMarked
package org.securecontext.endtoend.evidence;

import org.jspecify.annotations.NullMarked;

/** Fault runs: processes are killed under load, and the topic must tell exactly what happened. */
@NullMarked
package org.securecontext.endtoend.chaos;

import org.jspecify.annotations.NullMarked;

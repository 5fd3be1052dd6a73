/** The whole of {@code scripts/local-stack.sh}, with every process that it starts. */
@NullMarked
package org.securecontext.endtoend.launcher;

import org.jspecify.annotations.NullMarked;

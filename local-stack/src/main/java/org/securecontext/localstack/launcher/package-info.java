/** Starts the whole of SCP on one machine, keeps it running, and ends it. */
@NullMarked
package org.securecontext.localstack.launcher;

import org.jspecify.annotations.NullMarked;

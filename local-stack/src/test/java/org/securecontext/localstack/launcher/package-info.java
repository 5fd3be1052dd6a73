/** How the launcher takes its options, keeps its state and refuses to start. */
@NullMarked
package org.securecontext.localstack.launcher;

import org.jspecify.annotations.NullMarked;

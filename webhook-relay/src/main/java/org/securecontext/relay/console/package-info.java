/** The operator's console: server-rendered pages with a few live parts. */
@NullMarked
package org.securecontext.relay.console;

import org.jspecify.annotations.NullMarked;

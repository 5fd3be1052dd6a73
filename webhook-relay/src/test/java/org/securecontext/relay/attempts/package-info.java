@NullMarked
package org.securecontext.relay.attempts;

import org.jspecify.annotations.NullMarked;

/** The JSON envelope in which both services answer API calls. */
@NullMarked
package org.securecontext.events.envelope;

import org.jspecify.annotations.NullMarked;

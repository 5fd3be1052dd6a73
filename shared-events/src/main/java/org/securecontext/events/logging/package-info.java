/** Log lines as a SIEM reads them. */
@NullMarked
package org.securecontext.events.logging;

import org.jspecify.annotations.NullMarked;

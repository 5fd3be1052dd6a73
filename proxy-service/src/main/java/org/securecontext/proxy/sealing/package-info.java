/** The encryption of tokens at rest. */
@NullMarked
package org.securecontext.proxy.sealing;

import org.jspecify.annotations.NullMarked;

/** The webhook endpoints: what each receives, where, how it is signed, and where they are declared. */
@NullMarked
package org.securecontext.relay.endpoints;

import org.jspecify.annotations.NullMarked;

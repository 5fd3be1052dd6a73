/** Renews access tokens at their provider, once across replicas, and revokes tokens there. */
@NullMarked
package org.securecontext.proxy.refresh;

import org.jspecify.annotations.NullMarked;

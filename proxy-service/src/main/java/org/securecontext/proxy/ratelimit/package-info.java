/** How many calls an agent or an address may make, counted so that replicas share one limit. */
@NullMarked
package org.securecontext.proxy.ratelimit;

import org.jspecify.annotations.NullMarked;

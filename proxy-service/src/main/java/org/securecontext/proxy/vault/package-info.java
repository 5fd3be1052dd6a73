/** Sessions and their sealed tokens in Redis, each change together with its audit event. */
@NullMarked
package org.securecontext.proxy.vault;

import org.jspecify.annotations.NullMarked;

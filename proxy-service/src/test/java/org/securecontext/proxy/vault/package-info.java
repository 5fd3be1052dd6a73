/** The vault against a real Redis, and the fixtures that other tests of it share. */
@NullMarked
package org.securecontext.proxy.vault;

import org.jspecify.annotations.NullMarked;

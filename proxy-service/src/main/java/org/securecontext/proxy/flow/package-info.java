/** A person's way to the provider and back: bound to one browser, finished once, ending in a session or a plain reason. */
@NullMarked
package org.securecontext.proxy.flow;

import org.jspecify.annotations.NullMarked;

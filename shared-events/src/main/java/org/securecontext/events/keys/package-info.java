/** Encryption at rest with a ring of keys, and values that never print themselves. */
@NullMarked
package org.securecontext.events.keys;

import org.jspecify.annotations.NullMarked;

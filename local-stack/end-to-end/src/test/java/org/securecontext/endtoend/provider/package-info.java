/** An OAuth 2 provider that a test bends: slow, rotating, strict about reuse, and counting each call. */
@NullMarked
package org.securecontext.endtoend.provider;

import org.jspecify.annotations.NullMarked;

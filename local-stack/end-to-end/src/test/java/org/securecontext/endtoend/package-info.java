/** The whole way through the packaged services: consent, token, audit event, signed webhook. */
@NullMarked
package org.securecontext.endtoend;

import org.jspecify.annotations.NullMarked;

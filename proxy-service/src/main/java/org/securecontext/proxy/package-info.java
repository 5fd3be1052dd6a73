/** The proxy-service: consent, vault, audit outbox and the API that agents call. */
@NullMarked
package org.securecontext.proxy;

import org.jspecify.annotations.NullMarked;

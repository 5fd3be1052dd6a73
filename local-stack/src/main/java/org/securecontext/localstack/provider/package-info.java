/** An OpenID provider for trying out: login, consent, rotating refresh tokens, revocation. */
@NullMarked
package org.securecontext.localstack.provider;

import org.jspecify.annotations.NullMarked;

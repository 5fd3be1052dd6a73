/** The OAuth 2 and OpenID Connect providers that people consent at, all of them described in YAML. */
@NullMarked
package org.securecontext.proxy.providers;

import org.jspecify.annotations.NullMarked;

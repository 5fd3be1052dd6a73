/** Finds out which agent calls, by API key or JWT, and keeps everyone else out of the API. */
@NullMarked
package org.securecontext.proxy.authentication;

import org.jspecify.annotations.NullMarked;

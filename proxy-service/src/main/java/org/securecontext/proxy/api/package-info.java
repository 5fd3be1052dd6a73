/** How API answers look: the envelope, its errors and its headers. */
@NullMarked
package org.securecontext.proxy.api;

import org.jspecify.annotations.NullMarked;

/** The gateway's pages in a real browser. */
@NullMarked
package org.securecontext.endtoend.browser;

import org.jspecify.annotations.NullMarked;

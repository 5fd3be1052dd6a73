/** Tests of the pages. */
@NullMarked
package org.securecontext.proxy.pages;

import org.jspecify.annotations.NullMarked;

/** What people see in their browser: the connect page with a flow's result, the consent page, and errors outside the API. */
@NullMarked
package org.securecontext.proxy.pages;

import org.jspecify.annotations.NullMarked;

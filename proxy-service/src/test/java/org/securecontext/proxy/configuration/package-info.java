/** Tests of the package of the same name. */
@NullMarked
package org.securecontext.proxy.configuration;

import org.jspecify.annotations.NullMarked;

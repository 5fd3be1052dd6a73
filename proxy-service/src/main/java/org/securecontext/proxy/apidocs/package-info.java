/** The API's description in OpenAPI 3.1, made from the controllers and completed here. */
@NullMarked
package org.securecontext.proxy.apidocs;

import org.jspecify.annotations.NullMarked;

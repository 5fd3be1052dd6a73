/** How both services read the environment and refuse a wrong setting with one clear line. */
@NullMarked
package org.securecontext.events.configuration;

import org.jspecify.annotations.NullMarked;

/** What could not be delivered, with its cause and its place in the source topic. */
@NullMarked
package org.securecontext.relay.deadletters;

import org.jspecify.annotations.NullMarked;

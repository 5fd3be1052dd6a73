/** A receiver of webhooks that checks their signatures and shows them. */
@NullMarked
package org.securecontext.localstack.inbox;

import org.jspecify.annotations.NullMarked;

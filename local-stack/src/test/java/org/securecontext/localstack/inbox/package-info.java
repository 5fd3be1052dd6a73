/** What the inbox takes for a valid signature, and how it answers. */
@NullMarked
package org.securecontext.localstack.inbox;

import org.jspecify.annotations.NullMarked;

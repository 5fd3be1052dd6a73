/** What holds for the whole module. */
@NullMarked
package org.securecontext.localstack;

import org.jspecify.annotations.NullMarked;

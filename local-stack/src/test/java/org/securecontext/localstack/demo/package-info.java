/** The flow at the demo provider, as the gateway and a person go through it. */
@NullMarked
package org.securecontext.localstack.demo;

import org.jspecify.annotations.NullMarked;

/** Walks the whole way of a token once, as a person, an agent, a SIEM and a webhook receiver would. */
@NullMarked
package org.securecontext.localstack.demo;

import org.jspecify.annotations.NullMarked;

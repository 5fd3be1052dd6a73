/** What Docker, Compose, Swarm and Kubernetes are given, checked without an engine of theirs. */
@NullMarked
package org.securecontext.deployment;

import org.jspecify.annotations.NullMarked;

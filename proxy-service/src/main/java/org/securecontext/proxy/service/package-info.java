/** What the gateway says of itself: version, health, providers and how webhooks are set. */
@NullMarked
package org.securecontext.proxy.service;

import org.jspecify.annotations.NullMarked;

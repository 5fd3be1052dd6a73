package org.securecontext.proxy.caller;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a caller's address is found.
 *
 * @param trustedProxies CIDRs of proxies whose {@code X-Forwarded-For} is believed ({@code SCP_TRUSTED_PROXIES}); none by
 *     default
 */
@ConfigurationProperties("scp.caller")
record CallerSettings(@DefaultValue List<String> trustedProxies) {}

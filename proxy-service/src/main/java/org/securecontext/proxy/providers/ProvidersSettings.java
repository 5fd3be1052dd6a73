package org.securecontext.proxy.providers;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where providers are described.
 *
 * @param file a YAML file laid over the built-in providers, field by field ({@code SCP_PROVIDERS_FILE}); absent: only
 *     the built-in ones
 * @param clients client id and secret of built-in providers from the environment ({@code GOOGLE_CLIENT_ID} …), which
 *     the file may also name itself
 */
@ConfigurationProperties("scp.providers")
record ProvidersSettings(@Nullable Path file, @Nullable Map<String, Client> clients) {

    /** Takes an empty path for an absent one. */
    ProvidersSettings {
        file = file == null || file.toString().isBlank() ? null : file;
    }

    /** The gateway's registration at a provider. */
    record Client(@Nullable String id, @Nullable String secret) {

        @Override
        public String toString() {
            return "Client[id=" + id + ", secret=[redacted]]";
        }
    }
}

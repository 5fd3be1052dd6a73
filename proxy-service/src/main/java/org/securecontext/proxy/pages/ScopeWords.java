package org.securecontext.proxy.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.securecontext.proxy.identity.ProviderName;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/** Says in words what a scope allows; the words stand in scope-words.properties. */
@Component
final class ScopeWords {

    private final Properties words;

    ScopeWords() {
        try {
            this.words = PropertiesLoaderUtils.loadProperties(
                    new EncodedResource(new ClassPathResource("scope-words.properties"), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A provider's own words come before those that all providers share. A scope without words says so. */
    ScopeView describe(ProviderName provider, String scope) {
        String shared = words.getProperty(scope, "Do something that the provider calls");
        return new ScopeView(words.getProperty(provider + "/" + scope, shared), scope);
    }
}

package org.securecontext.proxy.providers;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.DefaultMapOAuth2AccessTokenResponseConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.web.reactive.function.BodyExtractor;
import org.springframework.web.reactive.function.BodyExtractors;
import reactor.core.publisher.Mono;

/**
 * Reads a provider's token response (RFC 6749 §5) for Spring Security's token response clients. It differs from Spring's
 * own reader in three ways: an absent {@code expires_in} is kept absent, {@code error} codes survive an unusual status, and
 * a provider that is down ({@code 5xx}, 429) is told apart from one that refuses.
 */
public final class TokenAnswer {

    private static final String LIFETIME = "org.securecontext.lifetime";
    private static final Set<String> BEARER_NAMES = Set.of("bearer", "bot", "user");
    private static final ParameterizedTypeReference<Map<String, Object>> JSON_OBJECT =
            new ParameterizedTypeReference<>() {};
    private static final DefaultMapOAuth2AccessTokenResponseConverter CONVERTER =
            new DefaultMapOAuth2AccessTokenResponseConverter();

    private TokenAnswer() {}

    /**
     * The reader. It fails with an {@link OAuth2AuthorizationException} whose error code is the provider's own
     * (RFC 6749 §5.2), {@code temporarily_unavailable} when the provider answered 5xx or 429, or {@code
     * invalid_token_response} for anything else that holds no token. No text of the provider is in it.
     */
    public static BodyExtractor<Mono<OAuth2AccessTokenResponse>, ReactiveHttpInputMessage> reader() {
        return (message, context) -> {
            boolean unavailable = isUnavailable(message);
            return BodyExtractors.toMono(JSON_OBJECT)
                    .extract(message, context)
                    .onErrorMap(failure -> failure(null, unavailable))
                    .switchIfEmpty(Mono.error(() -> failure(null, unavailable)))
                    .map(body -> read(body, unavailable));
        };
    }

    /** How long the access token lives from now on, or null when the provider did not say ({@code expires_in}). */
    public static @Nullable Duration lifetime(OAuth2AccessTokenResponse response) {
        return (Duration) response.getAdditionalParameters().get(LIFETIME);
    }

    private static OAuth2AccessTokenResponse read(Map<String, Object> body, boolean unavailable) {
        if (!(body.get(OAuth2ParameterNames.ACCESS_TOKEN) instanceof String token) || token.isBlank()) {
            throw failure(body.get(OAuth2ParameterNames.ERROR), unavailable);
        }
        if (!isBearer(body.get(OAuth2ParameterNames.TOKEN_TYPE))) {
            throw failure(null, false);
        }
        Map<String, Object> parameters = new HashMap<>(body);
        parameters.values().removeIf(value -> value == null);
        parameters.put(OAuth2ParameterNames.TOKEN_TYPE, "Bearer");
        Duration lifetime = seconds(parameters.get(OAuth2ParameterNames.EXPIRES_IN));
        OAuth2AccessTokenResponse response = Objects.requireNonNull(CONVERTER.convert(parameters));
        Map<String, Object> additional = new HashMap<>(response.getAdditionalParameters());
        if (lifetime != null) {
            additional.put(LIFETIME, lifetime);
        }
        return OAuth2AccessTokenResponse.withResponse(response)
                .additionalParameters(additional)
                .build();
    }

    private static @Nullable Duration seconds(@Nullable Object expiresIn) {
        try {
            long seconds = expiresIn == null ? 0 : Long.parseLong(expiresIn.toString());
            return seconds > 0 ? Duration.ofSeconds(seconds) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Slack calls bearer tokens "bot" and "user" here; a type that is none (RFC 6749 §7.1) cannot be handed out. */
    private static boolean isBearer(@Nullable Object type) {
        return type == null || BEARER_NAMES.contains(type.toString().toLowerCase(Locale.ROOT));
    }

    private static boolean isUnavailable(ReactiveHttpInputMessage message) {
        return message instanceof ClientHttpResponse response
                && (response.getStatusCode().is5xxServerError()
                        || response.getStatusCode().value() == 429);
    }

    private static OAuth2AuthorizationException failure(@Nullable Object error, boolean unavailable) {
        if (error instanceof String code && isErrorCode(code)) {
            return new OAuth2AuthorizationException(new OAuth2Error(code));
        }
        return new OAuth2AuthorizationException(
                new OAuth2Error(unavailable ? OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE : "invalid_token_response"));
    }

    /** Codes as RFC 6749 §5.2 spells them; anything else may be text that must go nowhere. */
    private static boolean isErrorCode(String code) {
        return !code.isEmpty()
                && code.length() <= 64
                && code.getBytes(StandardCharsets.UTF_8).length == code.length()
                && code.chars().allMatch(c -> c == '_' || c == '-' || (c >= 'a' && c <= 'z'));
    }
}

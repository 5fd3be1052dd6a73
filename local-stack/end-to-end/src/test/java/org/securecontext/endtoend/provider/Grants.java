package org.securecontext.endtoend.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the provider remembers: open codes, and families of tokens that live and die together. */
final class Grants {

    private final Supplier<String> tokens;
    private final Map<String, OpenCode> codes = new HashMap<>();
    private final Map<String, Family> byAccessToken = new HashMap<>();
    private final Map<String, Family> byRefreshToken = new HashMap<>();
    private final List<String> issuedCodes = new ArrayList<>();
    private boolean refreshTokens = true;
    private int reuses;

    Grants(Supplier<String> tokens) {
        this.tokens = tokens;
    }

    synchronized void withRefreshTokens(boolean granted) {
        refreshTokens = granted;
    }

    synchronized String authorize(String redirectUri, String challenge, String scope) {
        String code = UUID.randomUUID().toString();
        codes.put(code, new OpenCode(redirectUri, challenge, scope));
        issuedCodes.add(code);
        return code;
    }

    /** Redeems a code once (RFC 6749 §4.1.3, RFC 7636 §4.6). */
    synchronized Map<String, Object> exchange(
            String code, String redirectUri, String verifier, @Nullable Duration lifetime) {
        OpenCode open = codes.remove(code);
        if (open == null || !open.redirectUri().equals(redirectUri) || !open.answers(verifier)) {
            return Map.of("error", "invalid_grant");
        }
        return issue(new Family(open.scope()), refreshTokens, lifetime);
    }

    /** Rotates (RFC 6749 §6); a used refresh token revokes its family. */
    synchronized Map<String, Object> refresh(String refreshToken, @Nullable Duration lifetime) {
        Family family = byRefreshToken.get(refreshToken);
        if (family == null || family.revoked) {
            return Map.of("error", "invalid_grant");
        }
        if (!refreshToken.equals(family.refreshToken)) {
            family.revoked = true;
            reuses++;
            return Map.of("error", "invalid_grant");
        }
        return issue(family, true, lifetime);
    }

    synchronized void revoke(String token) {
        Family family = byAccessToken.getOrDefault(token, byRefreshToken.get(token));
        if (family != null) {
            family.revoked = true;
        }
    }

    synchronized boolean isLive(String accessToken) {
        Family family = byAccessToken.get(accessToken);
        return family != null && !family.revoked;
    }

    synchronized List<String> issuedCodes() {
        return List.copyOf(issuedCodes);
    }

    synchronized int reuses() {
        return reuses;
    }

    static int status(Map<String, Object> answer) {
        return answer.containsKey("error") ? 400 : 200;
    }

    private Map<String, Object> issue(Family family, boolean refreshable, @Nullable Duration lifetime) {
        Map<String, Object> answer = new LinkedHashMap<>();
        String accessToken = tokens.get();
        byAccessToken.put(accessToken, family);
        answer.put("access_token", accessToken);
        answer.put("token_type", "Bearer");
        answer.put("scope", family.scope);
        if (lifetime != null) {
            answer.put("expires_in", lifetime.toSeconds());
        }
        if (refreshable) {
            String refreshToken = tokens.get();
            family.refreshToken = refreshToken;
            byRefreshToken.put(refreshToken, family);
            answer.put("refresh_token", refreshToken);
        }
        return answer;
    }

    private record OpenCode(String redirectUri, String challenge, String scope) {

        boolean answers(String verifier) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
                return Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(hash)
                        .equals(challenge);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
    }

    private static final class Family {

        private final String scope;
        private @Nullable String refreshToken;
        private boolean revoked;

        Family(String scope) {
            this.scope = scope;
        }
    }
}

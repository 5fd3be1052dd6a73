package org.securecontext.proxy.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

class RevokeAtProviderTest {

    /** RFC 6749 §2.3.1: a colon in the id, and letters beyond ASCII, would else make another pair of credentials. */
    @Test
    void basicCredentialsAreFormEncoded() {
        HttpHeaders headers = new HttpHeaders();

        RevokeAtProvider.authenticate(headers, registration(ClientAuthenticationMethod.CLIENT_SECRET_BASIC));

        String credentials =
                Base64.getEncoder().encodeToString("client%3Aone:p%2Bs%25+%C3%BC".getBytes(StandardCharsets.US_ASCII));
        assertThat(headers.getFirst(HttpHeaders.AUTHORIZATION)).isEqualTo("Basic " + credentials);
    }

    @Test
    void otherMethodsSendNoHeader() {
        HttpHeaders headers = new HttpHeaders();

        RevokeAtProvider.authenticate(headers, registration(ClientAuthenticationMethod.CLIENT_SECRET_POST));

        assertThat(headers.isEmpty()).isTrue();
    }

    private static ClientRegistration registration(ClientAuthenticationMethod method) {
        return ClientRegistration.withRegistrationId("provider")
                .clientId("client:one")
                .clientSecret("p+s% \u00fc")
                .clientAuthenticationMethod(method)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationUri("http://localhost/authorize")
                .tokenUri("http://localhost/token")
                .redirectUri("http://localhost/callback")
                .build();
    }
}

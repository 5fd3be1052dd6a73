package org.securecontext.proxy.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.securecontext.localstack.backends.FreePorts;

/** Agents that come with a JWT of the organization's issuer (RFC 9068 in manner, RFC 7519 §4.1 for the claims). */
class JwtAgentsIT {

    private static final String AUDIENCE = "https://gateway.test";

    private static GatewayUnderTest gateway;
    private static TestIssuer issuer;

    /** The issuer comes up after the gateway, which must stop nothing. */
    @BeforeAll
    static void start() {
        int port = FreePorts.next();
        gateway = GatewayUnderTest.development(
                Map.of("SCP_AGENT_JWT_ISSUER", TestIssuer.issuer(port), "SCP_AGENT_JWT_AUDIENCE", AUDIENCE));
        assertThat(call("e30.e30.e30").status()).isEqualTo(401);
        issuer = new TestIssuer(port);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    @Test
    void aSessionOfAnAgentsKeyIsAlsoOfItsJwtAndOfNoOther() {
        // Given
        String session = ConsentFlow.session(gateway, GatewayUnderTest.AGENT_KEY, GrantingProvider.REFRESHABLE);

        // When
        RawAnswer own = token(session, issuer.signed(claims("agent").build()));
        RawAnswer others = token(session, issuer.signed(claims("other").build()));

        // Then
        assertThat(own.status()).as("%s", own).isEqualTo(200);
        assertThat(others.errorCode()).isEqualTo("SESSION_NOT_FOUND");
    }

    @Test
    void aSubjectThatIsNoAgentIsUnauthenticated() {
        assertRefused(issuer.signed(claims("stranger").build()));
        assertRefused(issuer.signed(claims("anonymous").build()));
        assertRefused(issuer.signed(claims("agent").subject(null).build()));
    }

    @Test
    void anotherAudienceIsUnauthenticated() {
        assertRefused(
                issuer.signed(claims("agent").audience("https://elsewhere.test").build()));
        assertRefused(issuer.signed(claims("agent").audience((String) null).build()));
    }

    @Test
    void anotherIssuerIsUnauthenticated() {
        assertRefused(
                issuer.signed(claims("agent").issuer("https://elsewhere.test").build()));
    }

    @Test
    void aTimeThatIsOverOrYetToComeIsUnauthenticated() {
        assertRefused(
                issuer.signed(claims("agent").expirationTime(inSeconds(-120)).build()));
        assertRefused(
                issuer.signed(claims("agent").notBeforeTime(inSeconds(240)).build()));
    }

    @Test
    void aSignatureThatTheIssuersKeysDidNotMakeIsUnauthenticated() {
        JWTClaimsSet claims = claims("agent").build();
        assertRefused(issuer.signedByAnother(claims));
        assertRefused(issuer.unsigned(claims));
        assertRefused(issuer.signedWithThePublicKey(claims));
    }

    private static void assertRefused(String jwt) {
        RawAnswer answer = call(jwt);
        assertThat(answer.status()).as("%s", answer).isEqualTo(401);
        assertThat(answer.errorCode()).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.body()).doesNotContain(jwt, "elsewhere", "stranger");
    }

    private static JWTClaimsSet.Builder claims(String agent) {
        return issuer.claims(agent, AUDIENCE);
    }

    private static Date inSeconds(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static RawAnswer call(String jwt) {
        return gateway.send(RawRequest.get("/api/sessions").bearer(jwt));
    }

    private static RawAnswer token(String session, String jwt) {
        return gateway.send(RawRequest.get("/api/tokens/" + session).bearer(jwt));
    }
}

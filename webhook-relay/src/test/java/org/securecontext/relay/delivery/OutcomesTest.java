package org.securecontext.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.MalformedInputException;
import java.util.ConcurrentModificationException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.classic.RequestAbortedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.UnsupportedHttpVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomesTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new UnknownHostException(), FailureReason.DNS),
                arguments(new TimeoutException(), FailureReason.TIMEOUT),
                arguments(new SocketTimeoutException(), FailureReason.TIMEOUT),
                arguments(new ConnectTimeoutException("slow"), FailureReason.TIMEOUT),
                arguments(new SSLHandshakeException("untrusted"), FailureReason.TLS),
                arguments(new ConnectException(), FailureReason.REFUSED),
                arguments(new NoRouteToHostException(), FailureReason.REFUSED),
                arguments(new SocketException("Connection reset"), FailureReason.RESET),
                arguments(new IOException("Broken pipe"), FailureReason.RESET),
                arguments(new ClosedChannelException(), FailureReason.RESET),
                arguments(new ConnectionClosedException(), FailureReason.RESET),
                arguments(new RequestNotExecutedException(), FailureReason.RESET),
                arguments(new NoHttpResponseException("nothing"), FailureReason.RESET),
                arguments(new ProtocolException("two lengths"), FailureReason.PROTOCOL),
                arguments(new ParseException("no status line"), FailureReason.PROTOCOL),
                arguments(new UnsupportedHttpVersionException("HTTP/9"), FailureReason.PROTOCOL),
                arguments(new MessageConstraintException("a long line"), FailureReason.PROTOCOL),
                arguments(new MalformedChunkCodingException("no size"), FailureReason.PROTOCOL),
                arguments(new ClientProtocolException(), FailureReason.PROTOCOL),
                arguments(new MalformedInputException(1), FailureReason.PROTOCOL),
                arguments(new InterruptedIOException(), FailureReason.INTERNAL),
                arguments(new RequestAbortedException("aborted"), FailureReason.INTERNAL),
                arguments(new CancellationException(), FailureReason.INTERNAL),
                arguments(new ConcurrentModificationException(), FailureReason.INTERNAL));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachFailureHasTheReasonOfItsKind(Exception failure, FailureReason reason) {
        // When
        DeliveryOutcome outcome = Outcomes.of(failure);

        // Then
        assertThat(outcome.reason()).isEqualTo(reason);
        assertThat(outcome.cause()).isEqualTo(failure.getClass().getSimpleName());
    }

    @Test
    void aBrokenPipeIsTriedAgainWithinTheAttempt() {
        // When
        DeliveryOutcome outcome = Outcomes.of(new IOException("Broken pipe"));

        // Then
        assertThat(new TransientOutcome().test(outcome)).isTrue();
    }

    @Test
    void whatTheEndpointSentStaysOutOfTheCause() {
        // When
        DeliveryOutcome outcome = Outcomes.of(new ProtocolException("Bearer secret"));

        // Then
        assertThat(outcome.toString()).contains("ProtocolException").doesNotContain("secret");
    }
}

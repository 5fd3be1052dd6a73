package org.securecontext.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.junit.jupiter.api.Test;

class AnswerConsumerTest {

    private final CompletableFuture<Answer> result = new CompletableFuture<>();
    private final AnswerConsumer consumer = new AnswerConsumer(result);

    @Test
    void anExchangeThatFailsWhileItsWholeAnswerIsHandedOverHasThatAnswer() {
        // When
        consumer.consumeResponse(new BasicHttpResponse(200), null, HttpCoreContext.create(), new FutureCallback<>() {
            @Override
            public void completed(Answer answer) {
                consumer.failed(new InterruptedIOException());
            }

            @Override
            public void failed(Exception failure) {}

            @Override
            public void cancelled() {}
        });

        // Then
        assertThat(result).isCompletedWithValue(new Answer(200, null));
    }

    @Test
    void anExchangeThatFailsBeforeItsAnswerHasItsFailure() {
        // Given
        Exception failure = new ConnectionClosedException();

        // When
        consumer.failed(failure);

        // Then
        assertThat(result.handle((answer, cause) -> cause).join()).isSameAs(failure);
    }
}

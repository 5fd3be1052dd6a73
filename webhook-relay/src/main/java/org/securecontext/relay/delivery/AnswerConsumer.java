package org.securecontext.relay.delivery;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.StreamClosedException;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer to its end or to its first 16 KiB, whichever comes first, and keeps none of its body. An answer that
 * is longer counts by its status; the connection is then dropped, as it is when more comes after the deadline.
 */
final class AnswerConsumer implements AsyncResponseConsumer<Answer> {

    static final int MOST_BYTES = 16 * 1024;

    private final CompletableFuture<Answer> result;
    private @Nullable Answer answer;
    private volatile @Nullable Answer whole;
    private @Nullable FutureCallback<Answer> callback;
    private int bytes;

    AnswerConsumer(CompletableFuture<Answer> result) {
        this.result = result;
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entity,
            HttpContext context,
            @Nullable FutureCallback<Answer> resultCallback) {
        Header retryAfter = response.getFirstHeader("Retry-After");
        answer = new Answer(response.getCode(), retryAfter == null ? null : retryAfter.getValue());
        callback = resultCallback;
        if (entity == null) {
            complete();
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // 100-continue and early hints change nothing.
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws java.io.IOException {
        channel.update(MOST_BYTES);
    }

    @Override
    public void consume(ByteBuffer source) throws StreamClosedException {
        bytes += source.remaining();
        source.position(source.limit());
        if (bytes > MOST_BYTES && answer != null) {
            var unused = result.complete(answer);
        }
        if (result.isDone()) {
            throw new StreamClosedException("Nobody waits for the rest of this answer");
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        complete();
    }

    /**
     * HttpComponents cancels an exchange that is over before it has noted how to cancel it ({@code ComplexFuture.setDependency}),
     * on another thread than that which hands the answer over. A whole answer counts, whatever then becomes of its connection.
     */
    @Override
    public void failed(Exception cause) {
        Answer read = whole;
        var unused = read == null ? result.completeExceptionally(cause) : result.complete(read);
    }

    @Override
    public void releaseResources() {
        callback = null;
    }

    private void complete() {
        if (answer != null) {
            whole = answer;
            if (callback != null) {
                callback.completed(answer);
            }
            var unused = result.complete(answer);
        }
    }
}

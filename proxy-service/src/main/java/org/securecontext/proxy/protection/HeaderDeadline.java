package org.securecontext.proxy.protection;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which a request's head is not complete within the deadline, counted from its first byte: a client
 * that sends a byte at a time satisfies every idle timeout and would hold the connection for ever.
 */
final class HeaderDeadline extends ChannelInboundHandlerAdapter {

    static final String NAME = "scp.header-deadline";

    private final Duration deadline;
    private boolean inRequest;
    private int heads;
    private @Nullable ScheduledFuture<?> close;

    HeaderDeadline(Duration deadline) {
        this.deadline = deadline;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        int before = heads;
        super.channelRead(context, message);
        // Most heads come in one piece and need no timer.
        if (heads == before && !inRequest && close == null) {
            close = context.executor().schedule(() -> end(context), deadline.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        cancel();
        super.channelInactive(context);
    }

    /** The head of a request is complete. */
    void headReceived() {
        inRequest = true;
        heads++;
        cancel();
    }

    /** The request is answered; the next bytes begin another one. */
    void answered() {
        inRequest = false;
    }

    private static void end(ChannelHandlerContext context) {
        context.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private void cancel() {
        if (close != null) {
            close.cancel(false);
            close = null;
        }
    }
}

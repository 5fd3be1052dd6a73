package org.securecontext.proxy.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeaderDeadlineTest {

    private final HeaderDeadline deadline = new HeaderDeadline(Duration.ofSeconds(10));
    private final EmbeddedChannel channel = new EmbeddedChannel(deadline);

    @Test
    void headThatTricklesPastTheDeadlineClosesTheConnection() {
        channel.freezeTime();
        for (int second = 0; second < 10; second++) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'G'}));
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void slowAnswerToACompleteHeadClosesNothing() {
        channel.freezeTime();
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'G'}));
        deadline.headReceived();
        channel.advanceTimeBy(60, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void everyRequestOfAConnectionHasTheDeadline() {
        channel.freezeTime();
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'G'}));
        deadline.headReceived();
        deadline.answered();
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'G'}));
        channel.advanceTimeBy(11, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
    }

    /** As the decoder behind it tells of the head while it reads. */
    @Test
    void headInOnePieceNeedsNoTimer() {
        channel.freezeTime();
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                deadline.headReceived();
                deadline.answered();
            }
        });
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'G'}));

        assertThat(channel.hasPendingTasks()).isFalse();
    }
}

package org.securecontext.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Load at a fixed rate, whether or not answers come in time. A latency counts from the moment when the call was due, so
 * that a stall of the server is not left out. One event loop does all of it, so that the generator leaves the processors to
 * what it measures: a pooled client took a third of one for itself.
 */
final class OpenLoop implements AutoCloseable {

    private static final int CONNECTIONS = 256;
    private static final int DIGITS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 200;

    private final EventLoopGroup group = Epoll.isAvailable() ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
    private final List<Connection> connections = new ArrayList<>();

    /** Connects to this port of this machine. */
    OpenLoop(int port) {
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpClientCodec(), new Connection(channel));
                    }
                });
        for (int number = 0; number < CONNECTIONS; number++) {
            Channel channel =
                    bootstrap.connect("127.0.0.1", port).syncUninterruptibly().channel();
            connections.add(channel.pipeline().get(Connection.class));
        }
    }

    /** What came of it: latencies in microseconds of the calls answered with 200, and how many were not. */
    record Result(Histogram micros, long failed) {

        double percentileMillis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1_000.0;
        }
    }

    /** Sends the calls {@code 0, 1, 2, …} at this rate for this long, and waits for all answers. */
    Result run(double perSecond, Duration duration, IntFunction<FullHttpRequest> calls) {
        int count = (int) (perSecond * duration.toMillis() / 1_000);
        Run run = new Run(count, 1e9 / perSecond, calls);
        group.execute(run::start);
        return run.result
                .orTimeout(duration.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public void close() {
        var unused = group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    static void awaitNanoTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** All calls of one rate; it belongs to the event loop. */
    private final class Run {

        private final CompletableFuture<Result> result = new CompletableFuture<>();
        private final Histogram micros = new Histogram(DIGITS);
        private final Deque<Connection> idle = new ArrayDeque<>(connections);
        private final int count;
        private final double pauseNanos;
        private final IntFunction<FullHttpRequest> calls;
        private long startedAt;
        private int sent;
        private int answered;
        private long failed;

        Run(int count, double pauseNanos, IntFunction<FullHttpRequest> calls) {
            this.count = count;
            this.pauseNanos = pauseNanos;
            this.calls = calls;
        }

        void start() {
            startedAt = System.nanoTime();
            tick();
        }

        /** Sends what is due while a connection is free, and comes again when the next call is due. */
        private void tick() {
            sendDue();
            if (sent < count) {
                long rest = Math.max(due() - System.nanoTime(), idle.isEmpty() ? 1_000_000 : 0);
                var unused = group.schedule(this::tick, rest, TimeUnit.NANOSECONDS);
            }
        }

        private void sendDue() {
            while (sent < count && !idle.isEmpty() && due() <= System.nanoTime()) {
                idle.pop().send(this, due(), calls.apply(sent));
                sent++;
            }
        }

        private long due() {
            return startedAt + (long) (sent * pauseNanos);
        }

        private void answered(Connection connection, int status, long due) {
            if (status == OK) {
                micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
            } else {
                failed++;
            }
            answered++;
            // Behind the others: in turn, none rests for so long that the server closes it.
            idle.addLast(connection);
            sendDue();
            if (answered == count) {
                var unused = result.complete(new Result(micros, failed));
            }
        }
    }

    /** One connection, with one call at a time. */
    private static final class Connection extends SimpleChannelInboundHandler<HttpObject> {

        private final Channel channel;
        private @Nullable Run run;
        private long due;
        private int status;

        Connection(Channel channel) {
            this.channel = channel;
        }

        void send(Run owner, long dueAt, FullHttpRequest request) {
            run = owner;
            due = dueAt;
            var unused = channel.writeAndFlush(request);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (part instanceof HttpResponse response) {
                status = response.status().code();
            }
            if (part instanceof LastHttpContent && run != null) {
                run.answered(this, status, due);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(cause);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            fail(new IllegalStateException("The server hung up"));
        }

        private void fail(Throwable cause) {
            if (run != null) {
                var unused = run.result.completeExceptionally(cause);
            }
        }
    }
}

package org.securecontext.proxy.protection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerState;

/**
 * What a connection may take: 8 KiB of request line, 16 KiB of headers within 10 s, the body within 10 s more, a minute of
 * silence between requests, and no more connections than the cap.
 */
@Component
final class ServerLimits implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final int LONGEST_LINE = 8 * 1024;
    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final Duration REQUEST_DEADLINE = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final int maxConnections;
    private final MalformedTarget malformedTarget;
    private final AtomicInteger open = new AtomicInteger();

    ServerLimits(ProtectionSettings settings, MalformedTarget malformedTarget) {
        this.maxConnections = settings.maxConnections();
        this.malformedTarget = malformedTarget;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::limit);
    }

    private HttpServer limit(HttpServer server) {
        return server.httpRequestDecoder(decoder -> decoder.maxInitialLineLength(LONGEST_LINE)
                        .maxHeaderSize(LARGEST_HEADERS)
                        .validateHeaders(true))
                .requestTimeout(REQUEST_DEADLINE)
                .idleTimeout(IDLE)
                .mapHandle(malformedTarget::answer)
                .childObserve(ServerLimits::follow)
                .doOnChannelInit((observer, channel, remote) -> admit(channel));
    }

    private void admit(Channel channel) {
        boolean tooMany = open.incrementAndGet() > maxConnections;
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        if (tooMany) {
            channel.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            channel.pipeline().addFirst(HeaderDeadline.NAME, new HeaderDeadline(REQUEST_DEADLINE));
        }
    }

    /**
     * Reactor Netty 1.2.18 reads on demand and forgets to when a request that waited for the one before it is answered at
     * once (reactor-netty issue 4361, fixed after it): the connection would hang. One read too many only fills a buffer.
     */
    private static void readOn(Channel channel) {
        channel.eventLoop().execute(channel::read);
    }

    private static void follow(Connection connection, ConnectionObserver.State state) {
        if (connection.channel().pipeline().get(HeaderDeadline.NAME) instanceof HeaderDeadline deadline) {
            if (state == HttpServerState.REQUEST_RECEIVED) {
                deadline.headReceived();
            } else if (state == HttpServerState.DISCONNECTING) {
                deadline.answered();
                readOn(connection.channel());
            }
        }
    }
}

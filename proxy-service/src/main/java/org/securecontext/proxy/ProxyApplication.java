package org.securecontext.proxy;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import reactor.netty.ReactorNetty;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ProxyApplication {

    /**
     * With {@code mint-key} prints a new API key and ends. Else runs until the process is told to stop (SIGTERM), then stops
     * gracefully.
     */
    public static void main(String[] arguments) {
        if (arguments.length == 1 && arguments[0].equals(MintKey.COMMAND)) {
            MintKey.run(System.out);
            return;
        }
        limitEventLoops();
        SpringApplication.run(ProxyApplication.class, arguments);
    }

    /**
     * One event loop for each processor, but two at least. Reactor Netty takes four at least: on two processors they interrupt
     * each other, and each finds less to do at a time.
     */
    private static void limitEventLoops() {
        int loops = Math.max(2, Runtime.getRuntime().availableProcessors());
        var unused = System.getProperties().putIfAbsent(ReactorNetty.IO_WORKER_COUNT, Integer.toString(loops));
    }
}

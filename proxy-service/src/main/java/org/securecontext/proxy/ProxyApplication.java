package org.securecontext.proxy;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

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
        SpringApplication.run(ProxyApplication.class, arguments);
    }
}

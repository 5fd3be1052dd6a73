package org.securecontext.proxy;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ProxyApplication {

    /** Runs until the process is told to stop (SIGTERM), then stops gracefully. */
    public static void main(String[] arguments) {
        SpringApplication.run(ProxyApplication.class, arguments);
    }
}

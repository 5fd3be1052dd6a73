package org.securecontext.localstack.provider;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The main class of the demo provider; {@code demo-provider.yaml} lists what it reads from the environment. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(ProviderSettings.class)
public class DemoProvider {

    public static void main(String[] arguments) {
        // The jar has other main classes too, so the configuration of this one has a name of its own.
        System.setProperty("spring.config.name", "demo-provider");
        SpringApplication.run(DemoProvider.class, arguments);
    }
}

package org.securecontext.localstack.launcher;

import java.util.Arrays;
import java.util.Optional;

/** Every port that the stack listens on, all on loopback, with the option that changes it. */
enum StackPort {
    PROXY("proxy-service", "--proxy-port", 5000),
    RELAY("webhook-relay", "--relay-port", 5001),
    PROVIDER("demo-provider", "--provider-port", 5002),
    INBOX("webhook-inbox", "--inbox-port", 5003),
    REDIS("redis", "--redis-port", 6380),
    KAFKA("kafka", "--kafka-port", 9092),
    KAFKA_CONTROLLER("kafka's controller", "--kafka-controller-port", 9093),
    PROXY_MANAGEMENT("proxy-service's management", "--proxy-management-port", 5080),
    RELAY_MANAGEMENT("webhook-relay's management", "--relay-management-port", 5081);

    private final String owner;
    private final String option;
    private final int number;

    StackPort(String owner, String option, int number) {
        this.owner = owner;
        this.option = option;
        this.number = number;
    }

    String owner() {
        return owner;
    }

    String option() {
        return option;
    }

    int defaultNumber() {
        return number;
    }

    static Optional<StackPort> ofOption(String option) {
        return Arrays.stream(values())
                .filter(port -> port.option.equals(option))
                .findFirst();
    }
}

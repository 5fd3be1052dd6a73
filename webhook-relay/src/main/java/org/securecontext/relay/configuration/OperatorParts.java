package org.securecontext.relay.configuration;

import java.util.List;
import org.securecontext.relay.records.TopicFollower;
import org.springframework.stereotype.Component;

/** Starts and stops what follows topics for the operators. */
@Component
class OperatorParts {

    private final List<TopicFollower> followers;

    OperatorParts(List<TopicFollower> followers) {
        this.followers = List.copyOf(followers);
    }

    /** Starts when the topics exist. */
    void start() {
        followers.forEach(follower -> new Thread(follower, "topic-follower").start());
    }

    void stop() {
        followers.forEach(TopicFollower::stop);
    }
}

package org.securecontext.relay.configuration;

import java.time.Clock;
import org.securecontext.events.Topics;
import org.securecontext.relay.endpointapi.FindEndpoint;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.securecontext.relay.lanes.EventRange;
import org.securecontext.relay.lanes.GroupLag;
import org.securecontext.relay.lanes.LaneFactory;
import org.securecontext.relay.lanes.LaneSettings;
import org.securecontext.relay.lanes.Positions;
import org.securecontext.relay.lanes.ReplayLanes;
import org.securecontext.relay.operators.OperatorEvents;
import org.securecontext.relay.records.EventReader;
import org.securecontext.relay.records.RecordWriter;
import org.securecontext.relay.records.TopicFollower;
import org.securecontext.relay.replays.ChangeReplay;
import org.securecontext.relay.replays.MeasureReplays;
import org.securecontext.relay.replays.ReplaySettings;
import org.securecontext.relay.replays.ReplayTopics;
import org.securecontext.relay.replays.Replays;
import org.securecontext.relay.replays.RunReplays;
import org.securecontext.relay.replays.StartReplay;
import org.securecontext.relay.retries.CloseRetries;
import org.securecontext.relay.retries.RetriesReader;
import org.securecontext.relay.retries.RetryBook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/** The parts of replays. */
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

    @Bean
    Replays replays(RecordWriter writer) {
        return new Replays(writer);
    }

    @Bean
    TopicFollower replaysFollower(ConsumerFactory<byte[], byte[]> consumers, Replays replays) {
        return new TopicFollower(
                OperatorConfiguration.groupless(consumers, "replays"),
                Topics.WEBHOOK_REPLAYS,
                1,
                Long.MAX_VALUE,
                replays::accept);
    }

    @Bean
    ReplayTopics replayTopics(
            EventRange range, Positions positions, ConsumerFactory<byte[], byte[]> consumers, EventReader reader) {
        return new ReplayTopics(range, positions, OperatorConfiguration.groupless(consumers, "count"), reader);
    }

    @Bean
    StartReplay startReplay(
            FindEndpoint findEndpoint,
            Replays replays,
            ReplayTopics topics,
            OperatorEvents events,
            ReplaySettings settings,
            Clock clock) {
        return new StartReplay(findEndpoint, replays, topics, events, settings, clock);
    }

    @Bean
    ChangeReplay changeReplay(Replays replays, OperatorEvents events, CloseRetries closeRetries, Clock clock) {
        return new ChangeReplay(replays, events, closeRetries, clock);
    }

    @Bean
    MeasureReplays measureReplays(GroupLag groups, RetryBook retries, Clock clock) {
        return new MeasureReplays(groups, retries, clock);
    }

    @Bean
    ReplayLanes replayLanes(LaneFactory factory, LaneSettings settings) {
        return new ReplayLanes(factory, settings);
    }

    @Bean
    RunReplays runReplays(
            Replays replays,
            EndpointRegistry endpoints,
            ReplayLanes lanes,
            MeasureReplays measure,
            RetriesReader retries,
            CloseRetries closeRetries,
            Clock clock) {
        return new RunReplays(replays, endpoints, lanes, measure, retries::caughtUp, closeRetries, clock);
    }
}

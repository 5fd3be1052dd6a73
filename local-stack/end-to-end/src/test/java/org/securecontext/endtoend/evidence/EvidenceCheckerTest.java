package org.securecontext.endtoend.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.securecontext.events.EventType;

class EvidenceCheckerTest {

    private final PlantedTopic topic = new PlantedTopic();

    @Test
    void aTopicThatTellsWhatHappenedIsClean() {
        // Given
        topic.createdAndRetrieved(20, 3);

        // When
        Findings findings = topic.check();

        // Then
        assertThat(findings.clean()).as(findings.toString()).isTrue();
        assertThat(findings.events()).isEqualTo(20 * 4);
    }

    @Test
    void everyLostRecordIsFoundWhereverItStood() {
        // Given
        topic.createdAndRetrieved(8, 2);

        for (TopicRecord record : topic.records()) {
            // When
            Findings findings = topic.checkWithout(record);

            // Then
            assertThat(findings.lost()).as(record.id()).isNotEmpty();
        }
    }

    @Test
    void aLostTailIsFoundByTheSequenceOfRedis() {
        // Given
        topic.createdAndRetrieved(1, 0);
        String session = PlantedTopic.session(0);
        TopicRecord unanswered = topic.retrievedWithoutAnswer(session);

        // When
        Findings findings = topic.checkWithout(unanswered);

        // Then
        assertThat(findings.lost()).singleElement().asString().contains("sequences 2 to 2");
    }

    @Test
    void aRetrievalWithoutAnswerMayHaveItsEvent() {
        // Given
        topic.createdAndRetrieved(1, 0);
        String session = PlantedTopic.session(0);
        TopicRecord unanswered = topic.retrievedWithoutAnswer(session);

        // When
        Findings findings = topic.check();

        // Then
        assertThat(findings.clean()).as(findings.toString()).isTrue();
        assertThat(topic.records()).contains(unanswered);
    }

    @Test
    void aRetrievalThatNobodyMadeIsInvented() {
        // Given
        topic.createdAndRetrieved(3, 1);
        String session = PlantedTopic.session(1);
        topic.write(EventType.TOKEN_RETRIEVED, session);

        // When
        Findings findings = topic.check();

        // Then
        assertThat(findings.invented()).singleElement().asString().contains("1 retrievals of " + session);
    }

    @Test
    void anAcknowledgedRetrievalWithoutEventIsLost() {
        // Given
        topic.createdAndRetrieved(1, 1);
        String session = PlantedTopic.session(0);
        topic.operations().retrieveBegins(session);
        topic.operations().retrieveAcknowledged(session);

        // When
        Findings findings = topic.check();

        // Then
        assertThat(findings.lost()).containsExactly("1 retrievals of " + session);
    }

    @Test
    void aSessionWithoutTokenIsInvented() {
        // Given
        topic.operations().createBegins();
        topic.write(EventType.TOKEN_CREATED, PlantedTopic.STRANGER);

        // When
        Findings findings = topic.check();

        // Then
        assertThat(findings.invented()).singleElement().asString().contains("which has no token");
    }

    @Test
    void anUnansweredCreationWithTokenIsNoInvention() {
        // Given
        topic.operations().createBegins();
        topic.write(EventType.TOKEN_CREATED, PlantedTopic.STRANGER);

        // When
        Findings findings = topic.check(Set.of(PlantedTopic.STRANGER));

        // Then
        assertThat(findings.clean()).as(findings.toString()).isTrue();
    }

    @Test
    void moreSessionsThanCreationsAreInvented() {
        // Given
        topic.write(EventType.TOKEN_CREATED, PlantedTopic.STRANGER);

        // When
        Findings findings = topic.check(Set.of(PlantedTopic.STRANGER));

        // Then
        assertThat(findings.invented()).singleElement().asString().contains("1 sessions nobody knows of");
    }

    @Test
    void anUnchangedRepeatIsCountedAndClean() {
        // Given
        topic.createdAndRetrieved(4, 1);
        topic.repeat(topic.records().get(2));

        // When
        Findings findings = topic.check();

        // Then
        assertThat(findings.clean()).as(findings.toString()).isTrue();
        assertThat(findings.repeats()).isEqualTo(1);
    }

    @Test
    void aRepeatWithAnotherIdIsFound() {
        // Given
        topic.createdAndRetrieved(4, 1);
        topic.repeatWithAnotherId(topic.records().get(3));

        // When
        Findings findings = topic.check();

        // Then
        assertThat(findings.changed()).anyMatch(finding -> finding.startsWith("sequence "));
        assertThat(findings.invented()).isNotEmpty();
    }

    @Test
    void aRepeatWithOtherContentIsFound() {
        // Given
        topic.createdAndRetrieved(4, 1);
        topic.repeatWithOtherData(topic.records().get(3));

        // When
        Findings findings = topic.check();

        // Then
        assertThat(findings.changed()).singleElement().asString().contains("differs from");
    }

    @Test
    void aRecordInAnotherPartitionIsFound() {
        // Given
        topic.createdAndRetrieved(1, 0);
        TopicRecord record = topic.records().get(0);
        List<TopicRecord> moved = List.of(new TopicRecord(record.partition() ^ 1, 0, record.event()));

        // When
        Findings findings = topic.check(moved);

        // Then
        assertThat(findings.changed()).singleElement().asString().contains("stands at");
    }

    @Test
    void recordsOutOfOrderAreFound() {
        // Given
        topic.createdAndRetrieved(1, 2);
        List<TopicRecord> turned = new ArrayList<>(topic.records());
        turned.add(1, turned.remove(2));

        // When
        Findings findings = topic.check(turned);

        // Then
        assertThat(findings.changed()).singleElement().asString().contains("stands after sequence");
    }

    @Test
    void anExpiryIsInventedUnlessExpectedAndOnce() {
        // Given
        topic.createdAndRetrieved(1, 0);
        String session = PlantedTopic.session(0);
        topic.write(EventType.TOKEN_EXPIRED, session);

        // When
        Findings unexpected = topic.check();
        Findings once = topic.checkWith(EventType.TOKEN_EXPIRED);
        topic.write(EventType.TOKEN_EXPIRED, session);
        Findings twice = topic.checkWith(EventType.TOKEN_EXPIRED);

        // Then
        assertThat(unexpected.invented()).hasSize(1);
        assertThat(once.clean()).as(once.toString()).isTrue();
        assertThat(twice.invented()).containsExactly("2 events token_expired of " + session);
    }

    @Test
    void aFailedFlowThatNobodyBeganIsInvented() {
        // Given
        topic.write(EventType.AUTHORIZATION_FAILED, PlantedTopic.STRANGER);

        // When
        Findings unexpected = topic.check();
        topic.operations().flowBegins();
        Findings begun = topic.check();

        // Then
        assertThat(unexpected.invented()).singleElement().asString().contains("1 failed flows");
        assertThat(begun.clean()).as(begun.toString()).isTrue();
    }

    @Test
    void deniedCallsAddUpOverTheirMinutes() {
        // Given
        deniedAndAnswered(5);
        topic.denied(3);
        topic.denied(2);

        // When
        Findings findings = topic.check();

        // Then
        assertThat(findings.clean()).as(findings.toString()).isTrue();
    }

    @Test
    void aDeniedCallThatNoMinuteCountsIsLost() {
        // Given
        deniedAndAnswered(5);
        topic.denied(4);

        // When
        Findings findings = topic.check();

        // Then
        assertThat(findings.lost()).containsExactly("1 denied calls");
    }

    @Test
    void aDeniedCallThatNobodyMadeIsInvented() {
        // Given
        deniedAndAnswered(5);
        topic.operations().denialBegins();
        topic.denied(7);

        // When
        Findings findings = topic.check();

        // Then
        assertThat(findings.invented()).containsExactly("1 denied calls");
    }

    private void deniedAndAnswered(int calls) {
        for (int call = 0; call < calls; call++) {
            topic.operations().denialBegins();
            topic.operations().denialAnswered();
        }
    }
}

package org.securecontext.relay.deadletterapi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.relay.api.KafkaAnswer;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.operators.Operator;

/** Marks a dead letter as one that nobody will deliver, with the reason. */
public final class DiscardLetter {

    private static final int LONGEST = 500;

    private final LetterWrites writes;

    /** Discards through these writes. */
    public DiscardLetter(LetterWrites writes) {
        this.writes = writes;
    }

    /** The letter after it; one that is not open is refused. */
    public Outcome<Letter> discard(Letter letter, @Nullable String reason, Operator operator) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST) {
            return Outcome.refused(ErrorCode.INVALID_REQUEST, "reason takes 1 to " + LONGEST + " characters");
        }
        if (!letter.state().equals(Letter.OPEN)) {
            return Outcome.refused(ErrorCode.CONFLICT, "The dead letter was " + letter.state() + " before");
        }
        writes.tell("dead_letter_discarded", List.of(letter), operator, reason);
        KafkaAnswer.await(writes.mark(LetterId.parse(letter.id()), Letter.DISCARDED, reason));
        return Outcome.done(letter.marked(Letter.DISCARDED, reason));
    }
}

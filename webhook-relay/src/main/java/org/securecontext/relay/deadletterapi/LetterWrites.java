package org.securecontext.relay.deadletterapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.operators.Operator;
import org.securecontext.relay.operators.OperatorEvents;
import org.securecontext.relay.records.RecordWriter;

/** Writes down what is done with dead letters: first the operator's event, then the marks. */
public final class LetterWrites {

    private static final int NAMED = 100;

    private final LetterMarks marks;
    private final LetterShelf shelf;
    private final OperatorEvents events;

    /** Writes through this writer, and waits until the shelf has read it. */
    public LetterWrites(RecordWriter writer, LetterShelf shelf, OperatorEvents events) {
        this.marks = new LetterMarks(writer);
        this.shelf = shelf;
        this.events = events;
    }

    void tell(String type, List<Letter> letters, Operator operator, @Nullable String reason) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("count", letters.size());
        facts.put("dead_letters", letters.stream().limit(NAMED).map(Letter::id).toList());
        if (reason != null) {
            facts.put("reason", reason);
        }
        events.append(type, letters.get(0).endpoint(), operator, facts);
    }

    /** Completes when the mark is durable and the shelf shows it. */
    CompletableFuture<Void> mark(LetterId id, String state, @Nullable String reason) {
        CompletableFuture<Void> read = shelf.nextMark(id);
        return marks.mark(id, state, reason).thenCompose(written -> read);
    }
}

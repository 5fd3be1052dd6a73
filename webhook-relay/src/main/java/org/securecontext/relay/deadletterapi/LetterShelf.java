package org.securecontext.relay.deadletterapi;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The dead letters as their topic tells them, without payloads; at most the newest so many. */
public final class LetterShelf {

    /** How many letters are listed. */
    public static final int MOST = 50_000;

    private final Map<LetterId, Letter> letters = new LinkedHashMap<>();
    private final Map<LetterId, CompletableFuture<Void>> awaited = new HashMap<>();
    private final int most;

    /** Empty at first. */
    public LetterShelf(int most) {
        this.most = most;
    }

    /** Takes a record of the topic: a letter or a mark. */
    public synchronized void accept(ConsumerRecord<byte[], byte[]> consumed) {
        LetterMarks.Mark mark = LetterMarks.read(consumed);
        if (mark != null) {
            letters.computeIfPresent(mark.letter(), (id, letter) -> letter.marked(mark.state(), mark.reason()));
            CompletableFuture<Void> waiting = awaited.remove(mark.letter());
            if (waiting != null) {
                waiting.complete(null);
            }
            return;
        }
        Letter letter = Letter.of(consumed);
        if (letter != null) {
            letters.put(new LetterId(consumed.partition(), consumed.offset()), letter);
            Iterator<Letter> eldest = letters.values().iterator();
            while (letters.size() > most && eldest.hasNext()) {
                eldest.next();
                eldest.remove();
            }
        }
    }

    /** The letter at this place; null when there is none. */
    synchronized @Nullable Letter find(LetterId id) {
        return letters.get(id);
    }

    /** The letters that fit. */
    synchronized List<Letter> find(Predicate<Letter> fits) {
        return letters.values().stream().filter(fits).toList();
    }

    /** How many letters wait for an operator. */
    public synchronized long open() {
        return letters.values().stream()
                .filter(letter -> letter.state().equals(Letter.OPEN))
                .count();
    }

    /** Completes when the next mark of this letter has been read. */
    synchronized CompletableFuture<Void> nextMark(LetterId id) {
        return awaited.computeIfAbsent(id, absent -> new CompletableFuture<>());
    }
}

package org.securecontext.relay.deadletterapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Topics;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.relay.api.Cursor;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.api.Parameters;
import org.securecontext.relay.records.ReadRecord;

/** Lists dead letters and shows one with its payload. */
public final class FindLetters {

    private static final int SHOWN_BYTES = 64 * 1024;

    private final LetterShelf shelf;
    private final ReadRecord readRecord;

    /** Finds on this shelf; payloads are read from the topic. */
    public FindLetters(LetterShelf shelf, ReadRecord readRecord) {
        this.shelf = shelf;
        this.readRecord = readRecord;
    }

    /** A page from new to old. */
    public Outcome<Page> list(LetterQuery query, @Nullable Integer limit, @Nullable String cursor) {
        return Parameters.read(() -> page(query, Parameters.limit(limit), Cursor.decode(cursor)));
    }

    private Page page(LetterQuery query, int limit, @Nullable Cursor after) {
        List<Letter> found = shelf.find(query.test());
        List<Letter> sorted = found.stream()
                .filter(letter -> after == null || after.isBefore(letter.cursor()))
                .sorted(Comparator.comparing(Letter::cursor, Cursor.ORDER))
                .limit(limit + 1L)
                .toList();
        boolean more = sorted.size() > limit;
        List<Letter> shown = more ? sorted.subList(0, limit) : sorted;
        return new Page(
                shown, found.size(), more ? shown.get(shown.size() - 1).cursor().encoded() : null);
    }

    /** The letter with this id, or a refusal. */
    public Outcome<Letter> find(String id) {
        return Parameters.read(() -> LetterId.parse(id)).then(parsed -> {
            Letter letter = shelf.find(parsed);
            return letter == null
                    ? Outcome.refused(ErrorCode.NOT_FOUND, "There is no dead letter of this id")
                    : Outcome.done(letter);
        });
    }

    /** The letter with its payload. */
    Outcome<WithPayload> look(String id) {
        return find(id).then(letter -> {
            LetterId place = LetterId.parse(id);
            ConsumerRecord<byte[], byte[]> found =
                    readRecord.at(Topics.WEBHOOK_DEAD_LETTERS, place.partition(), place.offset());
            return found == null
                    ? Outcome.refused(ErrorCode.NOT_FOUND, "The topic no longer has this dead letter")
                    : Outcome.done(withPayload(letter, found.value()));
        });
    }

    private static WithPayload withPayload(Letter letter, byte @Nullable [] value) {
        byte[] bytes = value == null ? new byte[0] : value;
        int shown = Math.min(bytes.length, SHOWN_BYTES);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, shown))
                    .toString();
            return new WithPayload(letter, bytes.length, "text", text);
        } catch (CharacterCodingException e) {
            String base64 = Base64.getEncoder()
                    .encodeToString(
                            ByteBuffer.allocate(shown).put(bytes, 0, shown).array());
            return new WithPayload(letter, bytes.length, "base64", base64);
        }
    }

    /**
     * A page.
     *
     * @param total how many letters fit in all
     * @param nextCursor begins the next page; null on the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Page(
            List<Letter> deadLetters, int total, @Nullable String nextCursor) {}

    /**
     * A letter with its payload.
     *
     * @param payloadBytes its length; the first 64 KiB are shown
     * @param payloadEncoding {@code text} or {@code base64}
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record WithPayload(Letter deadLetter, int payloadBytes, String payloadEncoding, String payload) {}
}

package org.securecontext.proxy.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8CodecTest {

    private final Utf8Codec codec = Utf8Codec.INSTANCE;

    @ParameterizedTest
    @ValueSource(strings = {"", "scp:{3}:session:1", "Zoë", "日本", "\uD83D\uDD11", "a\r\nb\0c"})
    void writesUtf8AndReadsItBack(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(codec.encodeKey(text)).isEqualTo(ByteBuffer.wrap(bytes));
        assertThat(codec.encodeValue(text)).isEqualTo(ByteBuffer.wrap(bytes));
        assertThat(codec.decodeKey(ByteBuffer.wrap(bytes))).isEqualTo(text);
        assertThat(codec.decodeValue(ByteBuffer.wrap(bytes))).isEqualTo(text);
    }

    @Test
    void readsAPartOfABufferOutsideTheHeap() {
        ByteBuffer direct = ByteBuffer.allocateDirect(8);
        direct.put("..text..".getBytes(StandardCharsets.UTF_8)).flip();

        assertThat(codec.decodeValue(direct.slice(2, 4))).isEqualTo("text");
    }

    @Test
    void replacesWhatIsNoUtf8() {
        assertThat(codec.decodeValue(ByteBuffer.wrap(new byte[] {'a', (byte) 0xff, 'b'})))
                .isEqualTo("a\uFFFDb");
    }
}

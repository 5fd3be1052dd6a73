package org.securecontext.proxy.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandTimeoutException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class ScriptRunnerTest {

    @Test
    void aBrokenConnectionIsStorageThatIsAway() {
        assertThat(ScriptRunner.isOfStorage(new IOException("Broken pipe"))).isTrue();
        assertThat(ScriptRunner.isOfStorage(new ClosedChannelException())).isTrue();
        assertThat(ScriptRunner.isOfStorage(new RedisCommandTimeoutException("2 s")))
                .isTrue();
    }

    @Test
    void aFaultOfThisServiceIsNot() {
        assertThat(ScriptRunner.isOfStorage(new IllegalStateException("a bug"))).isFalse();
    }
}

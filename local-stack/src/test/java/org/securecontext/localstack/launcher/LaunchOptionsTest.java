package org.securecontext.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchOptionsTest {

    @Test
    void portsAreThoseOfTheContractUnlessChanged() {
        // When
        LaunchOptions options = LaunchOptions.parse(List.of("--redis-port", "16380"));

        // Then
        assertThat(options.port(StackPort.PROXY)).isEqualTo(5000);
        assertThat(options.port(StackPort.RELAY)).isEqualTo(5001);
        assertThat(options.port(StackPort.PROVIDER)).isEqualTo(5002);
        assertThat(options.port(StackPort.INBOX)).isEqualTo(5003);
        assertThat(options.port(StackPort.KAFKA)).isEqualTo(9092);
        assertThat(options.port(StackPort.REDIS)).isEqualTo(16380);
    }

    @Test
    void deadProcessesAreStartedAgainUnlessTurnedOff() {
        assertThat(LaunchOptions.parse(List.of()).restart()).isTrue();
        assertThat(LaunchOptions.parse(List.of("--no-restart")).restart()).isFalse();
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThatThrownBy(() -> LaunchOptions.parse(List.of("--fast")).help())
                .isInstanceOf(StackProblem.class)
                .hasMessage("Unknown option --fast: --help lists all");
    }

    @Test
    void aPortIsANumberBetweenOneAnd65535() {
        for (String wrong : List.of("0", "65536", "http", "-1", "")) {
            assertThatThrownBy(() ->
                            LaunchOptions.parse(List.of("--proxy-port", wrong)).help())
                    .isInstanceOf(StackProblem.class)
                    .hasMessageContaining("--proxy-port takes a port");
        }
    }

    @Test
    void anOptionWithoutItsValueIsNamed() {
        assertThatThrownBy(() -> LaunchOptions.parse(List.of("--directory")).help())
                .isInstanceOf(StackProblem.class)
                .hasMessageContaining("--directory needs a value");
    }

    @Test
    void twoProcessesDoNotShareAPort() {
        assertThatThrownBy(() ->
                        LaunchOptions.parse(List.of("--redis-port", "9092")).help())
                .isInstanceOf(StackProblem.class)
                .hasMessageContaining("cannot share port 9092");
    }
}

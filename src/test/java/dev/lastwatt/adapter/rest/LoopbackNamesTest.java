package dev.lastwatt.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8380",
                "127.0.0.1",
                "127.0.0.1:8380",
                "127.1.2.3:1",
                "[::1]",
                "[::1]:8380"
            })
    void theseMeanThisMachine(String header) {
        assertThat(LoopbackNames.inHeader(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.example:8380",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.256",
                "127.1",
                "0.0.0.0",
                "10.0.0.5:8380",
                "[::2]",
                "[fe80::1]",
                "localhost:8380:1",
                "localhost:",
                "localhost@evil.example",
                "localhost."
            })
    void theseDoNot(String header) {
        assertThat(LoopbackNames.inHeader(header)).isFalse();
    }

    @Test
    void noHeaderDoesNot() {
        assertThat(LoopbackNames.inHeader(null)).isFalse();
    }
}

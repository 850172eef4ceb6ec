package dev.lastwatt.adapter.ups.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "localhost,localhost:3493",
        "' nas.example:1234 ',nas.example:1234",
        "127.0.0.1,127.0.0.1:3493",
        "::1,[::1]:3493",
        "2001:db8::1,[2001:db8::1]:3493",
        "[2001:db8::1],[2001:db8::1]:3493",
        "[fe80::1%eth0]:3551,[fe80::1%eth0]:3551"
    })
    void namesAndAddressesOfBothKindsAreUnderstood(String text, String endpoint) {
        assertThat(Endpoint.parse(text, 3493)).hasToString(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":1",
                "host:",
                "host:0",
                "host:65536",
                "host:999999",
                "a b",
                "ho\nst",
                "[::1",
                "[::1]x",
                "[host]x:1",
                "http://host"
            })
    void whatIsNoAddressNamesTheSetting(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text, 3493))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("lastwatt.ups.address: ");
    }
}

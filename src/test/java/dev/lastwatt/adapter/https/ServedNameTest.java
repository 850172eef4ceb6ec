package dev.lastwatt.adapter.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServedNameTest {

    @Test
    void namesAndAddressesAreToldApart() {
        assertThat(ServedName.of("hv1.example")).isEqualTo(new ServedName("hv1.example", false));
        assertThat(ServedName.of("10.0.0.5").address()).isTrue();
        assertThat(ServedName.of("fe80::1").address()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a,dns:b", "-x", "300.0.0.1", "http://hv1", "ä.example", "x:y"})
    void whatIsNeitherIsRefused(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> ServedName.of(written));
    }

    @Test
    void thisMachineKnowsSomethingOfItself() {
        assertThat(ServedName.ofThisMachine()).contains(new ServedName("localhost", false), ServedName.of("127.0.0.1"));
    }
}

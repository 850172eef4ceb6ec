package dev.lastwatt.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostSurroundingsTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, 10.0.0.5",
        "fd00::5, fd00:0:0:0:0:0:0:5",
        "FE80::1%eth0, fe80:0:0:0:0:0:0:1",
        "999.1.1.1, 999.1.1.1",
        "dead.beef, dead.beef",
        "a:b:c, a:b:c"
    })
    void addressesAreSpeltInOneWayAndWhatIsNoneIsLeftAsItIs(String told, String spelt) {
        assertThat(HostSurroundings.spelled(told)).isEqualTo(spelt);
    }
}

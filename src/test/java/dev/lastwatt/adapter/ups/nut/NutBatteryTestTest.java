package dev.lastwatt.adapter.ups.nut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.peer.LoopbackPeer;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.BatteryTest;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NutBatteryTestTest {

    private final NutScript script = new NutScript();
    private final LoopbackPeer server = new LoopbackPeer(script);
    private final NutSettings settings =
            NutSettings.of(new Endpoint("127.0.0.1", server.port())).withUps("sim");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theDeepestTestThatCanBeEndedIsTaken() {
        commands("load.off", "test.battery.start", "test.battery.start.deep", "test.battery.stop", "calibrate.start");
        assertThat(test()).map(BatteryTest::name).contains("test.battery.start.deep");
    }

    @Test
    void upsWithoutSuchCommandsHasNone() {
        commands("load.off", "calibrate.start");
        assertThat(test()).isEmpty();
    }

    @Test
    void withoutALoginNobodyMayGiveOrders() {
        commands("calibrate.start", "calibrate.stop");
        assertThat(NutBatteryTest.of(settings)).isEmpty();
    }

    @Test
    void itIsStartedAndEndedWithoutBeingCountedAsAClient() {
        commands("calibrate.start", "calibrate.stop");
        script.on("INSTCMD sim calibrate.start", "OK\n").on("INSTCMD sim calibrate.stop", "OK\n");
        BatteryTest test = test().orElseThrow();
        assertThat(test.start()).isEqualTo(new ActionAnswer.Accepted());
        assertThat(test.stop()).isEqualTo(new ActionAnswer.Accepted());
        assertThat(script.asked()).contains("INSTCMD sim calibrate.start").doesNotContain("LOGIN sim");
    }

    @Test
    void rightsThatAreMissingAreNamed() {
        commands("calibrate.start", "calibrate.stop");
        script.on("INSTCMD sim calibrate.start", "ERR ACCESS-DENIED\n");
        assertThat(test().orElseThrow().start()).isInstanceOfSatisfying(ActionAnswer.Refused.class, refused -> {
            assertThat(refused.cause()).isEqualTo(ActionAnswer.Cause.DENIED);
            assertThat(refused.detail()).contains("ACCESS-DENIED").contains("lastwatt.ups.username");
        });
    }

    private Optional<BatteryTest> test() {
        return NutBatteryTest.of(settings.withLogin("admin", "secret"));
    }

    private void commands(String... names) {
        StringBuilder list = new StringBuilder("BEGIN LIST CMD sim\n");
        for (String name : names) {
            list.append("CMD sim ").append(name).append("\n");
        }
        script.on("LIST CMD sim", list.append("END LIST CMD sim\n").toString());
    }
}

package dev.lastwatt.adapter.ups.snmp;

import static dev.lastwatt.adapter.ups.SourceAnswers.assertMissing;
import static dev.lastwatt.adapter.ups.SourceAnswers.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.adapter.ups.snmp.SnmpAccess.Authentication;
import dev.lastwatt.adapter.ups.snmp.SnmpAccess.Privacy;
import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.peer.GenuineSnmpd;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/** Against Net-SNMP's own agent. */
@NeedsPeer(Peer.SNMPD)
class GenuineSnmpdTest {

    private static final String OUTPUT_SOURCE = "1.3.6.1.2.1.33.1.4.1.0";
    private static final String BATTERY_STATUS = "1.3.6.1.2.1.33.1.2.1.0";
    private static final String OUTPUT_STATUS = "1.3.6.1.4.1.318.1.1.1.4.1.1.0";

    private static SnmpAccess user(String password, String privacy) {
        return new SnmpAccess.User("simuser", Authentication.SHA256, password, Privacy.AES128, privacy);
    }

    private enum Access {
        V1(new SnmpAccess.Community(SnmpAccess.OpenVersion.V1, "public")),
        V2C(new SnmpAccess.Community(SnmpAccess.OpenVersion.V2C, "public")),
        V3(user("authpass1", "privpass1"));

        private final SnmpAccess access;

        Access(SnmpAccess access) {
            this.access = access;
        }
    }

    private static SnmpSource source(GenuineSnmpd snmpd, SnmpAccess access) {
        SnmpSettings settings = SnmpSettings.of(new Endpoint("127.0.0.1", snmpd.port()));
        return new SnmpSource(settings.withAccess(access).withReadTimeout(Duration.ofMillis(600)), () -> Instant.EPOCH);
    }

    /** The first reading once the agent has started. */
    private static Reading first(SnmpSource source) {
        return reading(await().until(source::read, SourceAnswer.Answered.class::isInstance));
    }

    private static void set(GenuineSnmpd snmpd, String oid, int value) throws IOException {
        var community = new SnmpAccess.Community(SnmpAccess.OpenVersion.V2C, "public");
        Snmp snmp = SnmpStack.of(community);
        try (snmp) {
            snmp.listen();
            PDU request = new PDU();
            request.setType(PDU.SET);
            request.add(new VariableBinding(new OID(oid), new Integer32(value)));
            var target = SnmpStack.target(community, new UdpAddress(InetAddress.getLoopbackAddress(), snmpd.port()));
            target.setTimeout(2000);
            assertThat(snmp.send(request, target).getResponse().getErrorStatus())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOutageIsSeenFromItsBeginningToItsEnd(Access as) throws IOException {
        try (var snmpd = GenuineSnmpd.withUpsMib();
                var source = source(snmpd, as.access)) {
            Reading online = first(source);
            assertThat(online.status()).containsExactly(StatusFlag.OL);
            assertThat(online.chargePercent()).isEqualTo(100);
            assertThat(online.loadWatts()).isEqualTo(250);

            set(snmpd, OUTPUT_SOURCE, 5);
            assertThat(reading(source.read()).status()).containsExactly(StatusFlag.OB);
            set(snmpd, BATTERY_STATUS, 3);
            assertThat(reading(source.read()).status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.LB);
            set(snmpd, BATTERY_STATUS, 2);
            set(snmpd, OUTPUT_SOURCE, 3);
            assertThat(reading(source.read()).status()).containsExactly(StatusFlag.OL);
        }
    }

    @Test
    void powerNetIsReadByVersion1() throws IOException {
        try (var snmpd = GenuineSnmpd.withPowerNet();
                var source = source(snmpd, Access.V1.access)) {
            assertThat(first(source).runtime()).hasMinutes(60);
            set(snmpd, OUTPUT_STATUS, 3);
            assertThat(reading(source.read()).status()).containsExactly(StatusFlag.OB);
        }
    }

    @Test
    void wrongPasswordsAndUsersAreDenied() {
        try (var snmpd = GenuineSnmpd.withUpsMib()) {
            try (var good = source(snmpd, Access.V3.access)) {
                first(good);
            }
            try (var source = source(snmpd, user("wrongpass", "privpass1"))) {
                assertMissing(source.read(), ContactLoss.DENIED, "lastwatt.ups.password-file");
            }
            try (var source = source(snmpd, user("authpass1", "wrongpriv"))) {
                // Net-SNMP says nothing to what it cannot decrypt.
                assertMissing(source.read(), ContactLoss.SILENT, "privacy", "lastwatt.ups.snmp");
            }
            var stranger =
                    new SnmpAccess.User("nobody", Authentication.SHA256, "authpass1", Privacy.AES128, "privpass1");
            try (var source = source(snmpd, stranger)) {
                assertMissing(source.read(), ContactLoss.DENIED, "lastwatt.ups.username");
            }
            var community = new SnmpAccess.Community(SnmpAccess.OpenVersion.V2C, "private");
            try (var source = source(snmpd, community)) {
                assertMissing(source.read(), ContactLoss.SILENT, "lastwatt.ups.snmp");
            }
        }
    }

    @Test
    void anAgentThatIsRestartedIsReadAgain() {
        try (var snmpd = GenuineSnmpd.withUpsMib();
                var source = source(snmpd, Access.V3.access)) {
            first(source);
            snmpd.restart();
            assertThat(first(source).status()).containsExactly(StatusFlag.OL);
        }
    }
}

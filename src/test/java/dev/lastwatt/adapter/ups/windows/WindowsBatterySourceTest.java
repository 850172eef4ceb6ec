package dev.lastwatt.adapter.ups.windows;

import static dev.lastwatt.adapter.ups.SourceAnswers.assertMissing;
import static dev.lastwatt.adapter.ups.SourceAnswers.reading;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.port.HypervisorException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsBatterySourceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static SourceAnswer read(@Nullable String wanted, Supplier<JsonNode> question) {
        try (var source = new WindowsBatterySource(question, wanted, () -> Instant.EPOCH)) {
            return source.read();
        }
    }

    private static SourceAnswer read(@Nullable String wanted, String json) {
        return read(wanted, () -> {
            try {
                return JSON.readTree(json.replace('\'', '"'));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    private static Reading one(String fields) {
        return reading(read(null, "[{'name':'UPS'," + fields + "}]"));
    }

    @Test
    void theMainsAreWhatPowerOnlineSays() {
        Reading online = one("'powerOnline':true,'discharging':false,'charging':false,'critical':false,"
                + "'remaining':97,'full':100,'seconds':4294967295,'charge':97,'minutes':71582788");
        assertThat(online.status()).containsExactly(StatusFlag.OL);
        assertThat(online.chargePercent()).isEqualTo(97);
        assertThat(online.runtime()).isNull();
    }

    @Test
    void onBatteryThereAreSecondsAndAShareOfTheFullCapacity() {
        Reading reading = one("'powerOnline':false,'discharging':true,'critical':false,"
                + "'remaining':30,'full':60,'seconds':727,'charge':49,'minutes':12,'milliVolts':26400");
        assertThat(reading.status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.DISCHRG);
        assertThat(reading.chargePercent()).isEqualTo(50);
        assertThat(reading.runtime()).isEqualTo(Duration.ofSeconds(727));
        assertThat(reading.batteryVolts()).isEqualTo(26.4);
    }

    @Test
    void aCriticalBatteryIsLow() {
        assertThat(one("'powerOnline':false,'discharging':true,'critical':true").status())
                .containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.DISCHRG, StatusFlag.LB);
    }

    @Test
    void whatTheFinerClassesDoNotKnowTheCoarserOneFillsIn() {
        Reading reading = one("'powerOnline':false,'remaining':4294967295,'full':null,'charge':64,'minutes':9");
        assertThat(reading.chargePercent()).isEqualTo(64);
        assertThat(reading.runtime()).isEqualTo(Duration.ofMinutes(9));
    }

    @ParameterizedTest
    @CsvSource({
        "1, OB DISCHRG",
        "2, OL",
        "3, OL",
        "4, OB LB",
        "5, OB LB",
        "6, OL CHRG",
        "7, OL CHRG",
        "8, OL CHRG LB",
        "9, OL CHRG LB",
        "10,",
        "11,",
        "0,"
    })
    void withoutTheFinerClassesTheStatusCounts(int status, @Nullable String flags) {
        StatusFlag[] expected = flags == null
                ? new StatusFlag[0]
                : Arrays.stream(flags.split(" ")).map(StatusFlag::valueOf).toArray(StatusFlag[]::new);
        assertThat(one("'status':" + status + ",'charge':80,'minutes':20").status())
                .containsExactlyInAnyOrder(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'many'", "-1", "4294967295", "99999999999999999999", "null", "1.5", "true", "[]"})
    void numbersThatAreNoneAreMissing(String value) {
        Reading reading = one("'powerOnline':true,'charge':" + value + ",'seconds':" + value + ",'minutes':" + value
                + ",'milliVolts':" + value);
        assertThat(reading.chargePercent()).isNull();
        assertThat(reading.runtime()).isNull();
        assertThat(reading.batteryVolts()).isNull();
    }

    @Test
    void noBatteryIsNotReadyAndSaysWhereToLook() {
        assertMissing(read(null, "[]"), ContactLoss.NOT_READY, "USB");
    }

    @Test
    void amongSeveralOneMustBeNamed() {
        String two = "[{'name':'HID UPS Battery','powerOnline':false},{'name':'Internal\\u0007','powerOnline':true}]";
        assertMissing(read(null, two), ContactLoss.DENIED, "'HID UPS Battery', 'Internal?'", "lastwatt.ups.name");
        assertThat(reading(read("hid ups battery", two)).status()).containsExactly(StatusFlag.OB);
        assertMissing(read("other", two), ContactLoss.DENIED, "'HID UPS Battery'", "lastwatt.ups.name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "17", "null", "'text'"})
    void whatIsNoListIsGarbled(String json) {
        assertMissing(read(null, json), ContactLoss.GARBLED);
    }

    @ParameterizedTest
    @EnumSource
    void everyFailureOfPowerShellIsAnAnswer(HypervisorException.Cause cause) {
        SourceAnswer answer = read(null, () -> {
            throw new HypervisorException(cause, "why");
        });
        assertThat(answer).isInstanceOf(SourceAnswer.Missing.class);
        assertThat(((SourceAnswer.Missing) answer).detail()).contains("PowerShell: why");
    }
}

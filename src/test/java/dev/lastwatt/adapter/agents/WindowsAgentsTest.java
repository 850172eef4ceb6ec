package dev.lastwatt.adapter.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.ShutdownAgent;
import dev.lastwatt.port.ShutdownAgents.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By what the module's function writes; that it does is in the tests of Hyper-V. */
class WindowsAgentsTest {

    private static Look look(String answer) {
        JsonNode json;
        try {
            json = new JsonMapper().readTree(answer.replace('`', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(answer, e);
        }
        return new WindowsAgents((services, programs) -> json).look();
    }

    private static Look battery(int critical, int low) {
        return look("{`battery`: [{`criticalAction`: " + critical + ", `criticalLevel`: 7, `lowAction`: " + low
                + ", `lowLevel`: 12}]}");
    }

    private static Look service(String name, String state, String mode, String path) {
        return look("{`services`: [{`name`: `" + name + "`, `state`: `" + state + "`, `startMode`: `" + mode
                + "`, `path`: `" + path.replace("\\", "\\\\") + "`}]}");
    }

    @Test
    void windowsActsAtACriticalBatteryAndTheFixIsACommand() {
        assertThat(battery(2, 0).acting()).singleElement().satisfies(agent -> {
            assertThat(agent.words()).contains("critical", "hibernates this host at 7 %");
            assertThat(agent.fix()).contains("powercfg /setdcvalueindex SCHEME_CURRENT SUB_BATTERY BATACTIONCRIT 0");
        });
    }

    @Test
    void windowsActsAtALowBatteryToo() {
        assertThat(battery(0, 3).acting())
                .singleElement()
                .extracting(ShutdownAgent::words)
                .asString()
                .contains("low-battery", "shuts this host down at 12 %", "BATACTIONLOW 0");
    }

    @Test
    void windowsThatDoesNothingDoesNotAct() {
        assertThat(battery(0, 0)).isEqualTo(Look.NOTHING);
    }

    @Test
    void partThatFailedIsUnknownAndDoesNotHideTheRest() {
        Look look = look("{`services`: [{`name`: `APCPBEAgent`, `state`: `Running`}],"
                + " `errors`: [{`part`: `battery`, `error`: `powercfg 1`}]}");
        assertThat(look.acting()).extracting(ShutdownAgent::name).containsExactly("PowerChute");
        assertThat(look.unknown()).singleElement().asString().contains("powercfg /qh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"APCPBEAgent", "PCNS1", "APC UPS Service"})
    void powerChuteOfEachKindActs(String service) {
        assertThat(service(service, "Running", "Auto", "").acting())
                .extracting(ShutdownAgent::name)
                .containsExactly("PowerChute");
    }

    @Test
    void stoppedServiceDoesNotActAndIsNamedWhereItStartsWithTheNextBoot() {
        assertThat(service("PCNS1", "Stopped", "Disabled", "")).isEqualTo(Look.NOTHING);
        Look look = service("PCNS1", "Stopped", "Auto", "");
        assertThat(look.acting()).isEmpty();
        assertThat(look.harmless()).singleElement().asString().contains("PCNS1", "next boot");
    }

    @Test
    void upsmonActsUnlessItsConfigurationShowsThatItDoesNot(@TempDir Path nut) throws IOException {
        Path program = nut.resolve("sbin/upsmon.exe");
        String answer = "{`processes`: [{`name`: `upsmon.exe`, `path`: `" + program + "`}]}";
        assertThat(look(answer).acting()).extracting(ShutdownAgent::name).containsExactly("upsmon");
        Files.createDirectories(nut.resolve("etc"));
        Files.writeString(nut.resolve("etc/upsmon.conf"), "MINSUPPLIES 0\r\n");
        assertThat(look(answer).acting()).isEmpty();
    }

    @Test
    void apcupsdActsUnlessItsScriptsTakeThePlaceOfEveryShutdown(@TempDir Path folder) throws IOException {
        Path scripts = Files.createDirectories(folder.resolve("etc/apcupsd"));
        String answer = "{`services`: [{`name`: `Apcupsd`, `state`: `Running`, `path`: `\\`"
                + folder.resolve("bin/apcupsd.exe") + "\\` /service`}]}";
        Files.writeString(scripts.resolve("doshutdown.bat"), "@echo off\r\nrem shutdown is ours\r\nexit /b 99\r\n");
        assertThat(look(answer).acting()).singleElement().satisfies(a -> assertThat(a.words())
                .contains("apcupsd", "exit /b 99"));
        Files.writeString(scripts.resolve("emergency.cmd"), "exit /b 99\r\n");
        Files.writeString(scripts.resolve("remotedown.bat"), "exit /b 99\r\n");
        assertThat(look(answer).acting()).isEmpty();
        assertThat(look(answer).harmless()).singleElement().asString().contains("apcupsd runs");
        Files.writeString(scripts.resolve("emergency.cmd"), "shutdown /s /t 0\r\nexit /b 99\r\n");
        assertThat(look(answer).acting()).hasSize(1);
    }

    @Test
    void serviceAndProgramOfOneAreNamedOnce() {
        assertThat(
                        look("{`services`: [{`name`: `apcupsd`, `state`: `Running`}], `processes`: [{`name`: `apcupsd.exe`}]}")
                                .acting())
                .hasSize(1);
    }

    @Test
    void powerShellThatDoesNotAnswerIsUnknownAndNobodyActs() {
        WindowsAgents none = new WindowsAgents((services, programs) -> {
            throw new HypervisorException(HypervisorException.Cause.TIMEOUT, "no answer in time");
        });
        assertThat(none.look()).isEqualTo(Look.failed("PowerShell: no answer in time"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{`services`: 3, `battery`: [{}, 7], `processes`: [7, null], `errors`: 1}",
                "{`services`: [3, {}], `processes`: {}}",
                "{`battery`: [{`criticalAction`: `2x`}]}"
            })
    void oddAnswersFindNobodyAndEndNothing(String answer) {
        assertThat(look(answer)).isEqualTo(Look.NOTHING);
    }
}

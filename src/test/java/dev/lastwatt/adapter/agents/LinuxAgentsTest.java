package dev.lastwatt.adapter.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.port.ShutdownAgent;
import dev.lastwatt.port.ShutdownAgents.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a folder that stands for the root of a host. */
class LinuxAgentsTest {

    @TempDir
    private Path root;

    private int processes;

    @BeforeEach
    void anOrdinaryHost() throws IOException {
        process("systemd", "1", "/sbin/init");
        process("upsd", "1", "/lib/nut/upsd");
        process("usbhid-ups", "1", "/lib/nut/usbhid-ups", "-a", "ups");
        process("java", "1", "java", "-jar", "other.jar");
    }

    private Path process(String name, String namespaces, String... arguments) throws IOException {
        Path folder = Files.createDirectories(root.resolve("proc/" + ++processes));
        Files.writeString(folder.resolve("comm"), name + "\n");
        Files.writeString(folder.resolve("cmdline"), arguments.length == 0 ? "" : String.join("\0", arguments) + "\0");
        Files.writeString(folder.resolve("status"), "Name:\t" + name + "\nNSpid:\t" + namespaces + "\n");
        return folder;
    }

    private Path file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Look look() {
        return new LinuxAgents(root).look();
    }

    private void upsmon(String configuration) throws IOException {
        process("upsmon", "700", "/lib/nut/upsmon", "-F");
        file("etc/nut/upsmon.conf", configuration);
    }

    @Test
    void serverWithItsDriversShutsNothingDown() {
        assertThat(look()).isEqualTo(Look.NOTHING);
    }

    @Test
    void upsmonActsAndTheFixNamesUnitAndFile() throws IOException {
        upsmon("MONITOR ups@localhost 1 mon pw primary\nMINSUPPLIES 1\nSHUTDOWNCMD \"/sbin/shutdown -h +0\"\n");
        process("upsmon", "701", "/lib/nut/upsmon", "-F");
        assertThat(look().acting())
                .singleElement()
                .extracting(ShutdownAgent::words)
                .asString()
                .contains("upsmon", "nut-monitor", "MINSUPPLIES 0", "upsmon.conf");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MINSUPPLIES 0",
                "SHUTDOWNCMD /bin/true",
                "SHUTDOWNCMD \"/usr/bin/logger power fails\"",
                "SHUTDOWNCMD \"\"",
                "SHUTDOWNCMD /sbin/poweroff;;SHUTDOWNCMD \"/bin/true\"",
            })
    void upsmonThatNeedsNoSupplyOrWhoseCommandDoesNothingIsHarmless(String line) throws IOException {
        upsmon("MONITOR ups@localhost 1 mon pw primary\n" + line.replace(";;", "\n") + "\n");
        assertThat(look().acting()).isEmpty();
        assertThat(look().harmless()).singleElement().asString().startsWith("upsmon runs: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHUTDOWNCMD \"/bin/true; /sbin/poweroff\"",
                "SHUTDOWNCMD \"/bin/true && systemctl poweroff\"",
                "SHUTDOWNCMD /usr/local/bin/not-there",
                "# MINSUPPLIES 0",
                "MINSUPPLIES 0 1",
            })
    void upsmonOfWhichThatIsNotShownActs(String line) throws IOException {
        upsmon(line + "\n");
        assertThat(look().acting()).hasSize(1);
    }

    @Test
    void upsmonWhoseConfigurationCannotBeReadActsAndTheFixSaysSo() throws IOException {
        process("upsmon", "700", "/lib/nut/upsmon");
        assertThat(look().acting())
                .singleElement()
                .extracting(ShutdownAgent::fix)
                .asString()
                .contains("let this service's account read that file");
    }

    @Test
    void commandToTheUpsmonThatRunsIsNobody() throws IOException {
        process("upsmon", "700", "/lib/nut/upsmon", "-c", "reload");
        assertThat(look()).isEqualTo(Look.NOTHING);
    }

    @Test
    void apcupsdActsAsItIsInstalled() throws IOException {
        process("apcupsd", "800", "/sbin/apcupsd");
        file("etc/apcupsd/apcupsd.conf", "BATTERYLEVEL -1\nMINUTES -1\nTIMEOUT 0\nNETSERVER on\n");
        file(
                "etc/apcupsd/apccontrol",
                "#!/bin/sh\nSHUTDOWN=/sbin/shutdown\ncase \"$1\" in\ndoshutdown) ${SHUTDOWN} -h now;;\nesac\n");
        assertThat(look().acting())
                .singleElement()
                .extracting(ShutdownAgent::words)
                .asString()
                .contains("apcupsd", "systemctl disable --now apcupsd", "exit 99");
    }

    @Test
    void apcupsdWhoseOwnScriptTakesThePlaceOfTheShutdownIsAServerOnly() throws IOException {
        process(
                "apcupsd",
                "800",
                "/sbin/apcupsd",
                "-f",
                root.resolve("srv/apcupsd.conf").toString());
        file("srv/apcupsd.conf", "## apcupsd.conf v1.1 ##\nSCRIPTDIR " + root.resolve("srv/scripts") + "\n");
        Path script = file("srv/scripts/doshutdown", "#!/bin/sh\n# shutdown is left to others\nexit 99\n");
        assertThat(look().acting()).as("it cannot be executed").hasSize(1);
        executable(script);
        assertThat(look().acting()).isEmpty();
        assertThat(look().harmless()).singleElement().asString().contains("ends with 99");
        Files.writeString(script, "#!/bin/sh\n/sbin/poweroff\nexit 99\n");
        assertThat(look().acting()).hasSize(1);
    }

    @Test
    void powerChuteActs() throws IOException {
        process("java", "900", "/opt/APC/jre/bin/java", "-cp", "/opt/APC/PowerChute/group1/lib/PowerChute.jar", "Main");
        assertThat(look().acting()).extracting(ShutdownAgent::name).containsExactly("PowerChute");
    }

    @Test
    void whatRunsInAContainerHasAHostOfItsOwn() throws IOException {
        process("upsmon", "700\t12", "/lib/nut/upsmon");
        assertThat(look()).isEqualTo(Look.NOTHING);
    }

    @Test
    void unitThatStartsWithTheNextBootIsNamed() throws IOException {
        file("etc/systemd/system/multi-user.target.wants/apcupsd.service", "");
        file("etc/systemd/system/multi-user.target.wants/nut-monitor.service", "");
        file("etc/nut/nut.conf", "# MODE=standalone\nMODE=none\n");
        assertThat(look().acting()).isEmpty();
        assertThat(look().harmless()).singleElement().asString().contains("apcupsd.service", "next boot");
    }

    @Test
    void hostThatDoesNotListItsProcessesIsUnknown() {
        Look look = new LinuxAgents(root.resolve("nowhere")).look();
        assertThat(look.acting()).isEmpty();
        assertThat(look.unknown()).hasSize(1);
    }
}

package dev.lastwatt.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastwatt.adapter.host.ChildProcesses;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.port.GuestCommand;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.PreStopAnswer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the host's configuration, as genuine processes. */
@EnabledOnOs(OS.LINUX)
class LocalCommandsTest {

    private static final GuestId GUEST = Guests.id("db");
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Path folder;
    private final List<GuestCommand> inGuest = new ArrayList<>();

    LocalCommandsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private record Given(List<String> run, Settings.Where in, Optional<String> user, Optional<Path> passwordFile)
            implements Settings.Command {}

    private static Given onHost(String... run) {
        return new Given(List.of(run), Settings.Where.HOST, Optional.empty(), Optional.empty());
    }

    private Given inGuest(@Nullable String user, @Nullable Path file) {
        return new Given(
                List.of("cmd", "{guest-id}"),
                Settings.Where.GUEST,
                Optional.ofNullable(user),
                Optional.ofNullable(file));
    }

    private LocalCommands commands(Given given) {
        return LocalCommands.of(Map.of("flush", given), new ChildProcesses(4), hypervisor());
    }

    private Hypervisor hypervisor() {
        return (Hypervisor) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Hypervisor.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "runsInGuests" -> true;
                        case "runInGuest" -> {
                            inGuest.add((GuestCommand) arguments[1]);
                            yield PreStopAnswer.exited(0, Duration.ZERO, "");
                        }
                        default -> "test";
                    };
                });
    }

    private PreStopAnswer run(Duration within, String... line) {
        return commands(onHost(line)).run(GUEST, "flush", within);
    }

    @Test
    void exitCodeAndThePrintableBeginningOfItsOutputAreKept() {
        PreStopAnswer good =
                run(LONG, "/bin/sh", "-c", "printf 'flushed\\033[2J\\n'; head -c 9000 /dev/zero | tr '\\0' x");
        assertThat(good.ending()).isEqualTo(PreStopAnswer.Ending.SUCCEEDED);
        assertThat(good.exit()).isZero();
        assertThat(good.output()).startsWith("flushed [2J x").hasSize(PreStopAnswer.MOST);
        PreStopAnswer bad = run(LONG, "/bin/sh", "-c", "echo no >&2; exit 7");
        assertThat(bad.ending()).isEqualTo(PreStopAnswer.Ending.FAILED);
        assertThat(bad.exit()).isEqualTo(7);
        assertThat(bad.output()).isEqualTo("no");
    }

    @Test
    void argumentsReachTheProgramAsTheyAreWithoutAShellBetween() {
        assertThat(run(LONG, "/bin/echo", "$HOME; `id` && *", "{guest-id}").output())
                .isEqualTo("$HOME; `id` && * " + GUEST);
    }

    @Test
    void hangingCommandIsEndedWithWhatItStarted() throws IOException {
        Path pid = folder.resolve("pid");
        PreStopAnswer answer = run(Duration.ofMillis(700), "/bin/sh", "-c", "sleep 600 & echo $! > " + pid + "; wait");
        assertThat(answer.ending()).isEqualTo(PreStopAnswer.Ending.TIMED_OUT);
        assertThat(answer.exit()).isNull();
        long child = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle.of(child).ifPresent(p -> p.onExit()
                .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                .join());
        assertThat(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    @Test
    void unknownCommandAndMissingProgramAreSaidBeforehand() {
        LocalCommands missing = commands(onHost("/no/such/program"));
        assertThat(missing.lacks("flush")).isEqualTo("cannot be run on this host: no program /no/such/program");
        assertThat(missing.lacks("other")).isEqualTo("is not configured on this host");
        assertThat(missing.run(GUEST, "flush", LONG).ending()).isEqualTo(PreStopAnswer.Ending.NOT_RUN);
        assertThat(commands(onHost("/bin/true")).lacks("flush")).isNull();
    }

    @Test
    void commandInAGuestNeedsAUserAndAPasswordThatCanBeRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "pass word\n");
        String lacks = "has no credentials on this host (lastwatt.commands.flush.user and .password-file)";
        assertThat(commands(inGuest(null, secret)).lacks("flush")).isEqualTo(lacks);
        assertThat(commands(inGuest("ann", null)).lacks("flush")).isEqualTo(lacks);
        assertThat(commands(inGuest("ann", folder.resolve("gone"))).lacks("flush"))
                .isEqualTo(lacks);
        LocalCommands complete = commands(inGuest("ann", secret));
        assertThat(complete.lacks("flush")).isNull();
        complete.run(GUEST, "flush", LONG);
        assertThat(inGuest).containsExactly(new GuestCommand(List.of("cmd", GUEST.toString()), "ann", "pass word"));
        assertThat(inGuest.get(0).toString()).doesNotContain("pass word");
    }

    @Test
    void whatCouldNeverBeRunIsRefusedAtTheStart() {
        assertThatThrownBy(() -> commands(onHost("flush.exe")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lastwatt.commands.flush.run", "absolute path");
        assertThatThrownBy(() -> commands(onHost("/opt/flush.CMD"))).hasMessageContaining("to a shell");
        assertThatThrownBy(() -> commands(onHost())).hasMessageContaining("lastwatt.commands.flush.run is empty");
        assertThatThrownBy(() ->
                        LocalCommands.of(Map.of("Flush it", onHost("/bin/true")), new ChildProcesses(4), hypervisor()))
                .hasMessageContaining("is no id of a command");
    }
}

package dev.lastwatt.adapter.hypervisor.hyperv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellAnswer;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellPool;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.port.GuestCommand;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.PreStopAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A command in a guest by PowerShell Direct, in a session of its own. The password goes there as data and stands on no command line. */
final class DirectCommand {

    private final ShellPool pool;

    DirectCommand(ShellPool pool) {
        this.pool = pool;
    }

    PreStopAnswer run(GuestId guest, GuestCommand command, Duration within) {
        long begun = System.nanoTime();
        try (ShellPool.Lease lease = pool.lease(ShellPool.Purpose.GUEST, within)) {
            ShellAnswer answer =
                    lease.ask("Invoke-LastwattGuestCommand", arguments(guest, command), within.minus(since(begun)));
            return answer.timedOut() ? PreStopAnswer.timedOut(since(begun)) : read(answer, since(begun));
        } catch (HypervisorException e) {
            Duration took = since(begun);
            return e.kind() == HypervisorException.Cause.TIMEOUT && took.compareTo(within) >= 0
                    ? PreStopAnswer.timedOut(took)
                    : PreStopAnswer.notRun(took, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> arguments(GuestId guest, GuestCommand command) {
        List<String> run = command.run();
        return Map.of(
                "Id",
                guest.toString(),
                "User",
                command.user(),
                "Password",
                command.password(),
                "Program",
                run.get(0),
                "Argument",
                run.subList(1, run.size()));
    }

    private static PreStopAnswer read(ShellAnswer answer, Duration took) {
        if (answer.output().isEmpty()) {
            return PreStopAnswer.notRun(
                    took,
                    answer.errors().isEmpty()
                            ? "PowerShell gave an empty answer"
                            : answer.errors().get(0).text());
        }
        JsonNode said = answer.output().get(0);
        String output = GuestReader.text(said, "output", 1000);
        return switch (GuestReader.text(said, "cause", 40)) {
            case "" -> PreStopAnswer.exited(said.path("exit").asInt(-1), took, output);
            case "gone" -> PreStopAnswer.notRun(took, "there is no such guest any more");
            case "not-found" -> PreStopAnswer.notRun(took, "the guest cannot run it: " + output);
            case "no-session" ->
                PreStopAnswer.notRun(
                        took,
                        "the guest does not let that user in, or does not answer: look at the user and the password file ("
                                + output + ")");
            default -> PreStopAnswer.notRun(took, "PowerShell Direct failed: " + output);
        };
    }

    private static Duration since(long begun) {
        return Duration.ofMillis((System.nanoTime() - begun) / 1_000_000);
    }
}

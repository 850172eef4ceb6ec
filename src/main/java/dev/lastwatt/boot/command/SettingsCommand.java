package dev.lastwatt.boot.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.adapter.control.SettingsApplied;
import dev.lastwatt.boot.Configuration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = {
            "Compares what Hyper-V is told to do with each guest by itself (automatic stop action, start "
                    + "action, start delay) with what the policy implies.",
            "Exit code 0 if nothing differs, 1 if something does or could not be set."
        })
final class SettingsCommand implements Callable<Integer> {

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    @Option(
            names = "--apply",
            description =
                    "Sets what differs, and writes what was before to the journal. Only on the mains, without a run.")
    boolean apply;

    @Option(names = "--reason", description = "Why; goes into the journal. Needed with --apply.")
    @Nullable String reason;

    @Override
    public Integer call() throws JsonProcessingException {
        Configuration configuration = Configuration.read();
        if (apply) {
            if (reason == null || reason.isBlank()) {
                throw new CommandException(ExitCode.USAGE, "--apply needs --reason: it is written to the journal");
            }
            return applied(Control.of(configuration).applySettings(Control.user(), reason));
        }
        ServiceApi api = new ServiceApi(configuration);
        String asJson = api.json("settings");
        System.out.println(json ? asJson : api.text("settings.txt"));
        return new ObjectMapper().readTree(asJson).path("differing").asInt(1) == 0 ? ExitCode.OK : ExitCode.NO;
    }

    private int applied(SettingsApplied applied) throws JsonProcessingException {
        boolean done = applied.settings().stream().allMatch(SettingsApplied.Applied::done);
        if (json) {
            System.out.println(new ObjectMapper().writeValueAsString(applied));
        } else if (applied.settings().isEmpty()) {
            System.out.println("Nothing differs from what the policy implies; nothing was changed.");
        } else {
            applied.settings().forEach(SettingsCommand::say);
        }
        return done ? ExitCode.OK : ExitCode.NO;
    }

    private static void say(SettingsApplied.Applied s) {
        // Names are chosen inside a network that may not be friendly: nothing of them may move the cursor.
        String name = s.name().replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        System.out.println(name + ": " + s.setting() + " " + s.before() + " -> " + s.after() + ": " + s.answer()
                + (s.detail().isEmpty() ? "" : " (" + s.detail() + ")"));
        System.out.println(s.done() ? "    back: " + s.undo() : "    by hand: " + s.powerShell());
    }
}

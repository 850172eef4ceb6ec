package dev.lastwatt.boot.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.boot.Configuration;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "The policy in force.",
        subcommands = PolicyCommand.Explain.class)
final class PolicyCommand implements Runnable {

    @Spec
    @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "which command? See the list below.");
        }
    }

    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            description = {
                "Shows which rule of the policy counts for a guest, and why not the others.",
                "Exit code 1 if no guest of this host is named so."
            })
    static final class Explain implements Callable<Integer> {

        @Parameters(
                paramLabel = "NAME",
                description = "The guest's name with * and ?, its id, tag:NAME or group:NAME, as in the policy.")
        String name = "";

        @Option(names = "--json", description = "As JSON.")
        boolean json;

        @Override
        public Integer call() throws JsonProcessingException {
            String query = URLEncoder.encode(name, StandardCharsets.UTF_8);
            String answer = new ServiceApi(Configuration.read()).json("policy/explanation?guest=" + query);
            JsonNode guests = new ObjectMapper().readTree(answer);
            if (json) {
                System.out.println(answer);
            } else if (guests.isEmpty()) {
                System.out.println("No guest of this host is named so.");
            } else {
                guests.forEach(Explain::say);
            }
            return guests.isEmpty() ? ExitCode.NO : ExitCode.OK;
        }

        private static void say(JsonNode guest) {
            int rule = guest.path("rule").asInt();
            line(guest.path("name").asText() + ": " + (rule == 0 ? "no rule, the defaults" : "rule " + rule));
            guest.path("says").forEach(s -> line("    " + s.asText()));
            for (JsonNode other : guest.path("rules")) {
                String verdict = other.path("verdict").asText();
                line("  " + (verdict.equals("hit") ? "->" : "  ") + " rule "
                        + other.path("number").asInt() + ", "
                        + other.path("match").asText() + ": it "
                        + other.path("why").asText());
            }
        }

        /** Names are chosen inside a network that may not be friendly: nothing of them may move the cursor. */
        private static void line(String text) {
            System.out.println(text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?"));
        }
    }
}

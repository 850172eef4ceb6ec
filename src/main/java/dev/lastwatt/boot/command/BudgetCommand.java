package dev.lastwatt.boot.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.boot.Configuration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "budget",
        mixinStandardHelpOptions = true,
        description = {
            "Answers: would we make it today, and if not, who breaks it?",
            "Exit code 0 if the battery suffices, 1 if it does not or cannot be known."
        })
final class BudgetCommand implements Callable<Integer> {

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    @Option(names = "--csv", description = "As comma-separated values, a line a guest.")
    boolean csv;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes the page there, to be read or printed.")
    @Nullable Path html;

    @Override
    public Integer call() throws IOException {
        ServiceApi api = new ServiceApi(Configuration.read());
        String asJson = api.json("budget");
        Path page = html;
        if (page != null) {
            write(page, api.as("text/html", "budget"));
        }
        if (json) {
            System.out.println(asJson);
        } else if (csv) {
            System.out.print(api.as("text/csv", "budget"));
        } else if (page == null) {
            System.out.println(api.text("budget.txt"));
        }
        return new ObjectMapper().readTree(asJson).path("verdict").asText("").equals("yes") ? ExitCode.OK : ExitCode.NO;
    }

    private static void write(Path page, String text) {
        try {
            Files.writeString(page, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, page + " cannot be written: " + e);
        }
        System.out.println("The page: " + page.toAbsolutePath());
    }
}

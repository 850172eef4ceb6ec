package dev.lastwatt.boot.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.boot.Configuration;
import java.util.concurrent.Callable;
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

    @Override
    public Integer call() throws JsonProcessingException {
        ServiceApi api = new ServiceApi(Configuration.read());
        String asJson = api.json("budget");
        System.out.println(json ? asJson : api.text("budget.txt"));
        return new ObjectMapper().readTree(asJson).path("fits").asBoolean(false) ? ExitCode.OK : ExitCode.NO;
    }
}

package dev.lastwatt.adapter.host;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Starts nothing: remembers what it was asked and gives the answers it was made with, in order. */
final class ScriptedRunner implements ProcessRunner {

    private final Deque<Result> answers;
    private final List<List<String>> commands = new ArrayList<>();
    private final List<Duration> timeouts = new ArrayList<>();

    ScriptedRunner(Result... answers) {
        this.answers = new ArrayDeque<>(List.of(answers));
    }

    static Result exit(int code) {
        return new Result.Exited(code, "");
    }

    @Override
    public Result run(List<String> command, Duration timeout) {
        commands.add(command);
        timeouts.add(timeout);
        return answers.isEmpty() ? new Result.NotStarted("not in the script") : answers.remove();
    }

    List<List<String>> commands() {
        return commands;
    }

    List<Duration> timeouts() {
        return timeouts;
    }
}

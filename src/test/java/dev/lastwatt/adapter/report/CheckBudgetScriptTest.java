package dev.lastwatt.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.lastwatt.adapter.rest.view.BudgetReportView;
import dev.lastwatt.app.BudgetInquiry;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The budget as JSON against a program that shares no code with ours. */
@NeedsPeer(Peer.PYTHON)
class CheckBudgetScriptTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(
                    SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

    private record Checked(int code, String output) {}

    private static Checked check(List<Path> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Peer.PYTHON.program().orElseThrow().toString(),
                Path.of("docs/check-budget.py").toAbsolutePath().toString()));
        files.forEach(f -> command.add(f.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Checked(process.waitFor(), output);
    }

    private static ObjectNode json(Snapshot snapshot) {
        return JSON.valueToTree(
                BudgetReportView.of(BudgetInquiry.of(snapshot), Objects.requireNonNull(snapshot.plan())));
    }

    @Test
    void anIndependentScriptFindsTheSameStartsTimeoutsAndMargin(@TempDir Path folder)
            throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        files.add(Files.writeString(
                folder.resolve("office.json"), json(Hosts.office().snapshot()).toString()));
        for (long seed = 0; files.size() < 60; seed++) {
            Hosts host = Hosts.random(seed);
            if (host.inFlight.isEmpty()) {
                files.add(Files.writeString(
                        folder.resolve(seed + ".json"), json(host.snapshot()).toString()));
            }
        }
        Checked checked = check(files);
        assertThat(checked.code()).as(checked.output()).isZero();
        assertThat(checked.output()).contains("office.json: 7 guests, all figures agree");
    }

    @Test
    void aFigureThatIsWrongIsFound(@TempDir Path folder) throws IOException, InterruptedException {
        ObjectNode budget = json(Hosts.office().snapshot());
        ((ObjectNode) budget.withArray("stops").get(2)).put("timeout", "PT3S");
        Path file = Files.writeString(folder.resolve("wrong.json"), budget.toString());
        Checked checked = check(List.of(file));
        assertThat(checked.code()).isEqualTo(1);
        assertThat(checked.output()).contains("TIMEOUT of ").contains("stated 3.000 s");
    }
}

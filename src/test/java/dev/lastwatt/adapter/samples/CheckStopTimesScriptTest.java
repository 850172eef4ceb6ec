package dev.lastwatt.adapter.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastwatt.adapter.rest.view.PlannedStopView;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.Role;
import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.core.stoptime.StopTime;
import dev.lastwatt.core.stoptime.StopTimes;
import dev.lastwatt.core.stoptime.StopTimes.Subject;
import dev.lastwatt.core.stoptime.Traits;
import dev.lastwatt.core.stoptime.Traits.Os;
import dev.lastwatt.core.stoptime.Traits.Updates;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stop-time model against a program that shares no code with it and sums its integrals another way. */
@NeedsPeer(Peer.PYTHON)
class CheckStopTimesScriptTest {

    private static final long GIB = 1L << 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Subject> subjects = new ArrayList<>();
    private final List<StopSample> samples = new ArrayList<>();
    private final ArrayNode guests = JSON.createArrayNode();

    private record Checked(int code, String output) {}

    @Test
    void anIndependentScriptFindsTheSameMediansAndBounds(@TempDir Path folder)
            throws IOException, InterruptedException {
        GuestId database = guest(Role.CARRIER, Os.UNKNOWN, Updates.UNKNOWN, 16, null, 62, 71, 58, 90, 66, 75, 60);
        guest(Role.LEAF, Os.UNKNOWN, Updates.UNKNOWN, 8, database, 31);
        guest(Role.LEAF, Os.UNKNOWN, Updates.UNKNOWN, 2, null);
        guest(Role.LEAF, Os.UNKNOWN, Updates.PENDING, 8, null, 28, 33, 30, 140);
        guest(Role.LEAF, Os.LINUX, Updates.NONE, 4, null, 8, 9, 11, 9.5, 10);
        GuestId web = guest(Role.LEAF, Os.WINDOWS, Updates.NONE, 32, null, 24, 27);
        samples.add(sample(web, 300, 8).ending(StopEnding.CALLED_OFF));
        samples.add(sample(web, 35, 8));
        Checked checked = check(folder);
        assertThat(checked.code()).as(checked.output()).isZero();
        assertThat(checked.output()).contains("6 compared, 0 wrong");
    }

    @Test
    void fiveMinutesForAGuestThatWasNeverMeasuredAreFoundToo(@TempDir Path folder)
            throws IOException, InterruptedException {
        guest(Role.LEAF, Os.UNKNOWN, Updates.UNKNOWN, 8, null);
        guest(Role.LEAF, Os.UNKNOWN, Updates.EXPECTED, 8, null);
        Checked checked = check(folder);
        assertThat(checked.code()).as(checked.output()).isZero();
        assertThat(checked.output()).contains("p95 300.00 s; agrees");
    }

    @Test
    void aFigureThatIsWrongIsFound(@TempDir Path folder) throws IOException, InterruptedException {
        guest(Role.LEAF, Os.UNKNOWN, Updates.UNKNOWN, 8, null);
        stated();
        ((ObjectNode) guests.get(0).at("/plan/stopTime")).put("median", "PT9M");
        Checked checked = run(folder);
        assertThat(checked.code()).isEqualTo(1);
        assertThat(checked.output()).contains("stated 540.00 s");
    }

    @Test
    void theFieldsThatTheScriptComparesAreThoseOfTheApi() {
        assertThat(names(PlannedStopView.class)).contains("method", "stopTime");
        assertThat(names(PlannedStopView.StopTimeView.class)).contains("median", "upper");
    }

    private static List<String> names(Class<?> view) {
        return Arrays.stream(view.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private Checked check(Path folder) throws IOException, InterruptedException {
        stated();
        return run(folder);
    }

    private void stated() {
        StopTimes model = StopTimes.of(subjects, samples, Map.of());
        for (int i = 0; i < subjects.size(); i++) {
            StopTime time = model.expected(subjects.get(i).id(), StopMethod.SHUTDOWN);
            ((ObjectNode) guests.get(i))
                    .putObject("plan")
                    .put("method", "shutdown")
                    .putObject("stopTime")
                    .put("median", time.median().toString())
                    .put("upper", time.upper().toString());
        }
    }

    private Checked run(Path folder) throws IOException, InterruptedException {
        List<String> lines =
                samples.stream().map(s -> SampleLines.line(s, null)).toList();
        Process process = new ProcessBuilder(
                        Peer.PYTHON.program().orElseThrow().toString(),
                        Path.of("docs/check-stop-times.py").toAbsolutePath().toString(),
                        Files.write(folder.resolve("samples.jsonl"), lines).toString(),
                        Files.writeString(folder.resolve("guests.json"), guests.toString())
                                .toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Checked(process.waitFor(), output);
    }

    /** A guest in the form of {@code GET /api/v1/guests}, with what the policy says beside it. */
    private GuestId guest(Role role, Os os, Updates updates, int gibibytes, @Nullable GuestId on, double... past) {
        GuestId id = new GuestId(new UUID(0, subjects.size() + 1));
        subjects.add(new Subject(id, "C:", new Traits(os, gibibytes * GIB, role, updates)));
        ObjectNode said = guests.addObject()
                .put("id", id.toString())
                .put("name", "guest " + subjects.size())
                .put("memoryBytes", gibibytes * GIB)
                .put("os", os.name().toLowerCase(Locale.ROOT))
                .put("updates", updates.name().toLowerCase(Locale.ROOT));
        ArrayNode dependsOn = said.putArray("dependsOn");
        if (on != null) {
            dependsOn.addObject().put("id", on.toString());
        }
        for (double seconds : past) {
            samples.add(sample(id, seconds, gibibytes));
        }
        return id;
    }

    private StopSample sample(GuestId guest, double seconds, int gibibytes) {
        return StopSample.stopped(
                guest,
                StopMethod.SHUTDOWN,
                Instant.EPOCH.plus(Duration.ofDays(samples.size())),
                Duration.ofMillis(Math.round(1000 * seconds)),
                gibibytes * GIB);
    }
}

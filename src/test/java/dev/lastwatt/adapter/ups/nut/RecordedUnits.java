package dev.lastwatt.adapter.ups.nut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.ups.SourceAnswers;
import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.core.power.PowerWatch;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.peer.DummyUpses;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every unit of a public collection of recorded ones, played by NUT's own driver and read through NUT's own server: what was recorded
 * arrives, and nothing else. The collection is not part of this project, so this is not one of the tests that always run:
 * {@code LASTWATT_NUT_DUMPS=FOLDER mvn -Pquick test -Dtest=RecordedUnits}.
 */
@NeedsPeer({Peer.UPSD, Peer.DUMMY_UPS, Peer.NUT_DUMPS})
class RecordedUnits {

    private static final int AT_ONCE = 80;
    private static final Pattern VARIABLE = Pattern.compile("VAR \\S+ (\\S+) \"(.*)\"");
    private static final Pattern PLAIN = Pattern.compile(" *(-?\\d+\\.?\\d*) *");

    private final List<String> wrong = new ArrayList<>();

    @Test
    void whatWasRecordedIsWhatIsRead() throws IOException {
        List<Path> files;
        try (var all = Files.walk(Peer.NUT_DUMPS.program().orElseThrow())) {
            files = all.filter(file -> file.toString().endsWith(".dev"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        for (int i = 0; i < files.size(); i += AT_ONCE) {
            List<Path> some = files.subList(i, Math.min(files.size(), i + AT_ONCE));
            try (var served = new DummyUpses(some)) {
                for (int k = 0; k < some.size(); k++) {
                    judge(
                            String.valueOf(some.get(k).getFileName()),
                            served,
                            served.names().get(k));
                }
            }
        }
        System.out.println(files.size() + " recorded units, " + wrong.size() + " disagreements");
        assertThat(wrong).isEmpty();
    }

    private void judge(String unit, DummyUpses served, String name) {
        Map<String, String> said = new TreeMap<>();
        served.variables(name)
                .lines()
                .map(VARIABLE::matcher)
                .filter(Matcher::matches)
                .forEach(m -> said.put(m.group(1), m.group(2)));
        NutSettings settings =
                NutSettings.of(new Endpoint("127.0.0.1", served.port())).withUps(name);
        SourceAnswer answer;
        try (var source = new NutSource(settings, () -> Instant.EPOCH)) {
            answer = source.read();
        }
        if (!(answer instanceof SourceAnswer.Answered)) {
            wrong.add(unit + ": " + answer);
            return;
        }
        Reading reading = SourceAnswers.reading(answer);
        Set<String> words = Set.of(said.getOrDefault("ups.status", "").trim().split(" +"));
        Set<String> flags = reading.status().stream().map(Enum::name).collect(Collectors.toSet());
        Set<String> known = words.stream()
                .filter(word -> Arrays.stream(StatusFlag.values())
                        .anyMatch(f -> f.name().equals(word)))
                .collect(Collectors.toSet());
        expect(unit, "flags", known, flags);
        String state = PowerWatch.begin(Instant.EPOCH).next(answer).state().word();
        expect(unit, "state", state(words, reading), state);

        boolean onLine = words.contains("OL") && !words.contains("OB") && !words.contains("DISCHRG");
        Double load = reading.loadPercent();
        number(unit, said, "battery.charge", reading.chargePercent(), v -> v >= 0 && v <= 100);
        Double seconds = reading.runtime() == null ? null : reading.runtime().toMillis() / 1000.0;
        number(unit, said, "battery.runtime", seconds, v -> v > 0 && v != 65_535 && v < 129_600);
        number(unit, said, "ups.load", load, v -> v >= 0 && v <= 200);
        number(unit, said, "ups.realpower", reading.loadWatts(), v -> v > 0 || v == 0 && !(load != null && load >= 1));
        number(unit, said, "input.voltage", reading.inputVolts(), v -> v > (onLine ? 0 : -1e-9) && v <= 1000);
        number(unit, said, "battery.voltage", reading.batteryVolts(), v -> v >= 1.5 && v <= 1000);
    }

    private void number(
            String unit, Map<String, String> said, String name, @Nullable Double read, DoublePredicate plausible) {
        String value = said.get(name);
        if (value == null && (name.equals("battery.charge") || name.startsWith("battery."))) {
            expect(unit, name, null, read);
        } else if (value != null) {
            Matcher plain = PLAIN.matcher(value);
            Double number = plain.matches() ? Double.valueOf(plain.group(1)) : null;
            expect(unit, name + " " + value, number != null && plausible.test(number) ? number : null, read);
        } else if (read == null && said.keySet().stream().anyMatch(other -> isOfThePhases(name, other))) {
            // What the whole does not say, the phases do.
            wrong.add(unit + ": no " + name + " of its phases");
        }
    }

    private static boolean isOfThePhases(String name, String other) {
        return switch (name) {
            case "ups.load" -> other.matches("(output\\.L\\d\\.power\\.percent|ups\\.L\\d\\.load)");
            case "input.voltage" -> other.matches("input\\.L\\d(-N)?\\.voltage");
            default -> false;
        };
    }

    /** By the words alone, of a unit seen for the first time. */
    private static String state(Set<String> words, Reading reading) {
        Double charge = reading.chargePercent();
        if (words.contains("OL") && !words.contains("OB")) {
            return "on line";
        }
        if (words.contains("OB")) {
            boolean low = words.contains("LB") && !words.contains("OL") && (charge == null || charge <= 50);
            return low ? "low battery" : "on battery";
        }
        if (words.contains("TRIM") || words.contains("BOOST") || words.contains("BYPASS") || words.contains("CHRG")) {
            return "on line";
        }
        return words.contains("DISCHRG") ? "on battery" : "unknown";
    }

    private void expect(String unit, String what, @Nullable Object expected, @Nullable Object read) {
        if (expected == null ? read != null : !expected.equals(read)) {
            wrong.add(unit + ": " + what + ": " + expected + " expected, " + read + " read");
        }
    }
}

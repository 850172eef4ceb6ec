package dev.lastwatt.adapter.samples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.HostShutdown;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Samples as JSON Lines, one a line: {@code {"guest":"<id>","name":"sql1","method":"shutdown","at":"2026-08-02T02:00:00Z",
 * "took":"PT21S","ending":"stopped","cause":"host-shutdown","memoryBytes":8589934592,"others":1,"heartbeat":"ok"}}. The name is for
 * people and is not read back; everything else must be there. A shutdown of the host itself is {@code {"hostShutdown":
 * "2026-08-02T02:00:00Z","took":"PT1M8S","guests":"PT40S","ending":"stopped","source":"event-log"}}, with {@code took} and {@code run}
 * where they are known. Members not known are errors.
 */
public final class SampleLines {

    /** Nobody measures more; a file that has more is another file. */
    private static final int MOST = 200_000;

    private static final long MOST_MEMORY = 1L << 46;
    private static final Set<String> MEMBERS = new TreeSet<>(
            Set.of("guest", "name", "method", "at", "took", "ending", "cause", "memoryBytes", "others", "heartbeat"));
    private static final Set<String> HOST_MEMBERS =
            new TreeSet<>(Set.of("hostShutdown", "took", "guests", "ending", "source", "run"));

    /**
     * What a file holds.
     *
     * @param stops of guests
     * @param hostShutdowns of the host itself
     */
    public record Content(List<StopSample> stops, List<HostShutdown> hostShutdowns) {

        /** Copies the lists. */
        public Content {
            stops = List.copyOf(stops);
            hostShutdowns = List.copyOf(hostShutdowns);
        }
    }

    private SampleLines() {}

    /**
     * One line, without its end.
     *
     * @param name the guest's name, null where it is not known
     */
    public static String line(StopSample sample, @Nullable String name) {
        ObjectNode line = JsonLine.empty().put("guest", sample.guest().toString());
        if (name != null) {
            line.put("name", name);
        }
        return line.put("method", sample.method().word())
                .put("at", sample.at().toString())
                .put("took", sample.took().toString())
                .put("ending", sample.ending().word())
                .put("cause", sample.cause().word())
                .put("memoryBytes", sample.memoryBytes())
                .put("others", sample.others())
                .put("heartbeat", sample.heartbeat().name().toLowerCase(Locale.ROOT))
                .toString();
    }

    /** A shutdown of the host as one line, without its end. */
    public static String line(HostShutdown shutdown) {
        ObjectNode line = JsonLine.empty().put("hostShutdown", shutdown.began().toString());
        Duration took = shutdown.took();
        if (took != null) {
            line.put("took", took.toString());
        }
        line.put("guests", shutdown.guests().toString())
                .put("ending", shutdown.ending().word())
                .put("source", shutdown.source().word());
        if (shutdown.run() != null) {
            line.put("run", shutdown.run());
        }
        return line.toString();
    }

    /**
     * All samples of a text, of guests and of the host; empty lines are skipped.
     *
     * @throws IllegalArgumentException naming the line, the member and the fix, if one of them is not right
     */
    public static Content read(String text) {
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        List<StopSample> samples = new ArrayList<>();
        List<HostShutdown> hostShutdowns = new ArrayList<>();
        int number = 0;
        for (Iterator<String> lines = plain.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            number++;
            if (line.isBlank()) {
                continue;
            }
            if (samples.size() + hostShutdowns.size() >= MOST) {
                throw new IllegalArgumentException(
                        "line " + number + ": more than " + MOST + " samples: split the file");
            }
            try {
                JsonLine parsed = JsonLine.of(line);
                if (parsed.has("hostShutdown")) {
                    hostShutdowns.add(hostShutdown(parsed));
                } else {
                    samples.add(sample(parsed));
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + printable(String.valueOf(e.getMessage())));
            }
        }
        return new Content(samples, hostShutdowns);
    }

    private static StopSample sample(JsonLine line) {
        line.hasNoOtherThan(MEMBERS);
        return new StopSample(
                line.parsed("guest", GuestId::of, "a guest's id as Hyper-V gives it"),
                line.parsed("method", StopMethod::of, "save, shutdown or turn-off"),
                line.parsed("at", Instant::parse, "a time such as 2026-08-02T02:00:00Z"),
                line.took("took", false),
                line.parsed("ending", StopEnding::of, "stopped, hung, cut-off, called-off or unseen"),
                line.parsed("cause", StopCause::of, "run, drill, by-hand or host-shutdown"),
                line.number("memoryBytes", MOST_MEMORY),
                (int) line.number("others", 10_000),
                line.parsed("heartbeat", SampleLines::heartbeat, "ok, none or unknown"));
    }

    private static HostShutdown hostShutdown(JsonLine line) {
        line.hasNoOtherThan(HOST_MEMBERS);
        return new HostShutdown(
                line.parsed("hostShutdown", Instant::parse, "a time such as 2026-08-02T02:00:00Z"),
                line.has("took") ? line.took("took", false) : null,
                line.took("guests", true),
                line.parsed("ending", SampleLines::hostEnding, "stopped, ran-out, cut or unknown"),
                line.parsed("source", SampleLines::hostSource, "event-log or journal"),
                line.textOrNull("run", 100));
    }

    private static HostShutdown.Ending hostEnding(String word) {
        HostShutdown.Ending ending = HostShutdown.Ending.of(word);
        if (!ending.word().equals(word)) {
            throw new IllegalArgumentException(word);
        }
        return ending;
    }

    private static HostShutdown.Source hostSource(String word) {
        HostShutdown.Source source = HostShutdown.Source.of(word);
        if (!source.word().equals(word)) {
            throw new IllegalArgumentException(word);
        }
        return source;
    }

    private static Heartbeat heartbeat(String word) {
        if (!word.equals(word.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(word);
        }
        return Heartbeat.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String printable(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return line.length() > 300 ? line.substring(0, 300) + "..." : line;
    }
}

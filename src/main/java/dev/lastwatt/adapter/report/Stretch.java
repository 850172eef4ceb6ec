package dev.lastwatt.adapter.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A stretch of a run: where the time went.
 *
 * @param what in words
 * @param from its begin, in seconds after the failure of the mains
 * @param to its end
 */
public record Stretch(String what, long from, long to) {

    /** A stop that begins so soon after another guest was seen down had waited for it: it was looked every few seconds. */
    private static final long AT_ONCE = 6;

    /** How long it took, in words. */
    public String took() {
        return Spans.words(to - from);
    }

    /** When it began. */
    public String fromClock() {
        return Spans.clock(from);
    }

    /** When it ended. */
    public String toClock() {
        return Spans.clock(to);
    }

    /** The stretches of this run, in order. */
    static List<Stretch> of(RunReport report) {
        List<Stretch> out = new ArrayList<>();
        long firstAsked = report.stops().stream()
                .map(StopRecord::askedAt)
                .filter(Objects::nonNull)
                .min(Long::compare)
                .orElse(report.beganAt());
        add(out, "before the first stop: riding through, and waiting for the mains", 0, firstAsked);
        Optional<Long> lastDown = report.stops().stream()
                .map(StopRecord::downAt)
                .filter(Objects::nonNull)
                .max(Long::compare);
        long stopped = lastDown.orElse(firstAsked);
        add(out, "stopping the guests; the last chain was " + lastChain(report.stops()), firstAsked, stopped);
        Long asked = report.hostAskedAt();
        if (asked != null) {
            add(out, "from the last guest down until the host was asked to go down", stopped, asked);
            Long answered = report.hostAnsweredAt();
            if (answered != null) {
                add(out, "until the host answered; its own shutdown is not seen from here", asked, answered);
            }
        } else {
            Long ended = report.endedAt();
            if (ended != null) {
                add(out, "from there to the end of the run: waiting, and starting guests again", stopped, ended);
            }
        }
        return out;
    }

    private static void add(List<Stretch> out, String what, long from, long to) {
        if (to >= from) {
            out.add(new Stretch(what, from, to));
        }
    }

    /** Backwards from the guest that was down last: each began as soon as the one before was down. */
    private static String lastChain(List<StopRecord> stops) {
        List<String> chain = new ArrayList<>();
        StopRecord at = stops.stream()
                .filter(s -> s.downAt() != null)
                .max(Comparator.comparing(s -> Objects.requireNonNull(s.downAt())))
                .orElse(null);
        while (at != null && chain.size() < 8) {
            Long asked = at.askedAt();
            chain.add(0, at.name() + (at.took() == null ? "" : " " + Spans.words(Objects.requireNonNull(at.took()))));
            at = asked == null
                    ? null
                    : stops.stream()
                            .filter(s -> s.downAt() != null
                                    && Objects.requireNonNull(s.downAt()) <= asked
                                    && asked - Objects.requireNonNull(s.downAt()) <= AT_ONCE)
                            .max(Comparator.comparing(s -> Objects.requireNonNull(s.downAt())))
                            .orElse(null);
        }
        return chain.isEmpty() ? "of no guest" : String.join(", then ", chain);
    }
}

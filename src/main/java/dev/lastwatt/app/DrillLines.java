package dev.lastwatt.app;

import dev.lastwatt.core.drill.DrillResult;
import dev.lastwatt.core.journal.DrillOutcome;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.stoptime.StopTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A drill in lines for whoever waits for it. */
final class DrillLines {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);

    private DrillLines() {}

    /** What a fact says to them, if anything. */
    static Optional<String> of(Fact fact) {
        if (fact instanceof Fact.DrillStopAsked f) {
            return Optional.of(f.name() + ": asked to stop by " + f.method().word() + ", should be down in "
                    + words(Duration.between(f.at(), f.expectedEnd())) + ", at worst in "
                    + words(Duration.between(f.at(), f.worstEnd())));
        } else if (fact instanceof Fact.DrillStopAnswered f && !f.answer().equals("accepted")) {
            return Optional.of(f.name() + ": " + f.answer() + " " + f.detail());
        } else if (fact instanceof Fact.DrillGuestDown f) {
            Duration took = f.took();
            return Optional.of(f.name() + ": " + f.state().name().toLowerCase(Locale.ROOT)
                    + (took == null ? ", not timed" : " after " + words(took)));
        } else if (fact instanceof Fact.DrillStartAsked f) {
            return Optional.of(f.name() + ": asked to start");
        } else if (fact instanceof Fact.DrillStartAnswered f && !f.answer().equals("accepted")) {
            return Optional.of(f.name() + ": start " + f.answer() + " " + f.detail() + "; it is asked again");
        } else if (fact instanceof Fact.DrillProbeAsked f) {
            return Optional.of(f.name() + ": shuts down; asked to be saved meanwhile");
        } else if (fact instanceof Fact.DrillProbed f) {
            return Optional.of(
                    f.name() + ": this host " + (f.saved() ? "saves" : "does not save") + " a guest that shuts down");
        } else if (fact instanceof Fact.DrillGuestUp f) {
            Duration took = f.took();
            return Optional.of(f.name() + ": runs again" + (f.heartbeat() ? ", with its heartbeat" : "")
                    + (took == null ? "" : ", after " + words(took)));
        } else if (fact instanceof Fact.FullDrillReady f) {
            return Optional.of("ready: pull the plug of the UPS before " + clock(f.until())
                    + ". From then on it is real: guests are stopped"
                    + (f.through()
                            ? ", and the host is shut down"
                            : "; the host stays up, unless the plug is still out when the battery leaves just the time"
                                    + " for its shutdown. Plug back in before that, and everything is undone"));
        } else if (fact instanceof Fact.FullDrillEnded f) {
            return Optional.of(f.summary());
        } else if (fact instanceof Fact.Noted f) {
            return Optional.of(f.text());
        }
        return Optional.empty();
    }

    /** What came of one guest, and what is expected of its stops from now on. */
    static String of(DrillResult result, @Nullable StopTime after) {
        StopTime before = result.before();
        String outcome = result.name() + ": " + result.outcome().word()
                + (result.outcome() == DrillOutcome.DONE ? "" : ", " + result.words());
        if (result.took() == null || before == null || after == null) {
            return outcome;
        }
        return outcome + "; took " + words(result.took()) + ", p95 was " + expected(before) + ", is " + expected(after);
    }

    private static String expected(StopTime time) {
        return words(time.upper())
                + (time.samples() == 0
                        ? " (unmeasured)"
                        : " from " + time.samples() + (time.samples() == 1 ? " stop" : " stops"));
    }

    /** A moment by the clock on the wall of this host. */
    static String clock(Instant at) {
        return CLOCK.format(at.atZone(ZoneId.systemDefault()));
    }

    static String stamp(Instant began, Instant at) {
        long s = Math.max(0, Duration.between(began, at).toSeconds());
        return String.format(Locale.ROOT, "%3d:%02d  ", s / 60, s % 60);
    }

    static String words(Duration time) {
        long s = time.plusMillis(500).toSeconds();
        return s < 120 ? s + " s" : s / 60 + " min" + (s % 60 == 0 ? "" : " " + s % 60 + " s");
    }
}

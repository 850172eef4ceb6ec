package dev.lastwatt.adapter.report;

import dev.lastwatt.app.Snapshot;
import dev.lastwatt.app.UpsSnapshot;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.power.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The state of the service on a few lines. */
public final class StatusText {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);

    private StatusText() {}

    /** The state at the time of the snapshot. */
    public static String render(Snapshot now, String source, ZoneId zone) {
        StringBuilder out = new StringBuilder();
        line(out, "phase", now.state().phase().word());
        line(out, "service", now.arming().word() + until(now.arming().until(), zone));
        now.arming().blockedBy().forEach(b -> line(out, "", b));
        line(out, "power", now.power().word() + " since " + clock(now.power().since(), zone));
        line(out, "UPS", source + reading(now.reading(), now));
        for (UpsSnapshot ups : now.upses()) {
            line(out, "", one(ups, now));
        }
        line(out, "runtime", runtime(now));
        line(out, "guests", guests(now.inventory()));
        line(out, "budget", budget(now.plan()));
        if (now.plan() != null) {
            line(out, "outlook", now.plan().stated().sentence());
        }
        if (now.drill().running()) {
            line(out, "drill", now.drill().standing());
        }
        now.alarms().forEach(a -> line(out, "warning", a));
        return out.toString();
    }

    private static String one(UpsSnapshot ups, Snapshot now) {
        return (ups.source().equals(ups.ups()) ? ups.ups() : ups.ups() + " by " + ups.source()) + ": "
                + ups.power().word() + reading(ups.reading(), now) + ", "
                + Spans.words(ups.remaining().lowerBound()) + " at "
                + Math.round(ups.remaining().confidence() * 100) + " % at its own load";
    }

    private static String reading(@Nullable Reading reading, Snapshot now) {
        if (reading == null) {
            return ", never read yet";
        }
        Double charge = reading.chargePercent();
        long age = Math.max(0, Duration.between(reading.takenAt(), now.at()).toSeconds());
        return ", read " + age + " s ago" + (charge == null ? "" : ", charge " + Math.round(charge) + " %");
    }

    private static String runtime(Snapshot now) {
        return Spans.words(now.remaining().lowerBound()) + " at "
                + Math.round(now.remaining().confidence() * 100) + " %: "
                + now.remaining().because();
    }

    private static String guests(@Nullable Inventory inventory) {
        if (inventory == null) {
            return "not known yet";
        }
        long up = inventory.guests().stream().filter(g -> g.state().isUp()).count();
        return up + " of " + inventory.guests().size() + " running on " + inventory.hostName();
    }

    private static String budget(@Nullable Plan plan) {
        if (plan == null) {
            return "cannot be known without the guests";
        }
        Duration margin = plan.budget().margin();
        return plan.budget().fits()
                ? "suffices, with " + Spans.words(margin) + " to spare"
                : "does not suffice: " + Spans.words(margin.negated()) + " short";
    }

    private static String until(@Nullable Instant until, ZoneId zone) {
        return until == null ? "" : ", arms itself again at " + clock(until, zone);
    }

    private static String clock(Instant at, ZoneId zone) {
        return CLOCK.format(at.atZone(zone));
    }

    private static void line(StringBuilder out, String what, String text) {
        out.append(Legible.left(what, 9)).append(Legible.sentence(text)).append('\n');
    }
}

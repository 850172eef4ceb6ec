package dev.lastwatt.core.plan;

import dev.lastwatt.core.policy.OtherServer;
import dev.lastwatt.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures to copy to the other servers on the UPS, which still run stock software, so that each is down before this plan ends.
 * Every figure comes with its arithmetic. Whole seconds, rounded to the safe side.
 *
 * <p>Sources: the defaults of apcupsd 3.14 and NUT 2.8, and what both were measured to do: apcupsd's timer begins with its event
 * {@code onbattery} and fires when more than TIMEOUT has passed; a limit must hold for 5 s; a primary upsmon waits for its clients,
 * at most HOSTSYNC, and a client is gone when it <em>begins</em> to shut down.
 *
 * @param servers figures for {@code apcupsd.conf} of each server
 * @param nut figures for a NUT primary that these servers follow; null if there is no other server
 */
public record StockFigures(List<Apcupsd> servers, @Nullable Nut nut) {

    /** Seconds between two looks at the UPS, to be set at the server and at the apcupsd it asks. The default of 60 is too long. */
    public static final long POLLTIME = 5;

    /** apcupsd's own default. */
    public static final long ONBATTERYDELAY = 6;

    /** Its loop looks every second or two, and the timer must be over, not just reached. */
    private static final long TIMER_STEP = 3;

    /** A limit must hold for that long before apcupsd acts. */
    private static final long LIMIT_HOLDS = 6;

    /** BATTERYLEVEL and MINUTES as apcupsd is shipped: they are not made laxer than that. */
    private static final long USUAL_LEVEL = 5;

    private static final long USUAL_MINUTES = 3;

    /** NUT's own default; a primary on battery looks that often. */
    private static final long POLLFREQALERT = 5;

    private static final long USUAL_FINALDELAY = 5;
    private static final long USUAL_HOSTSYNC = 15;

    /** Many units round to whole minutes. */
    private static final long OFFDELAY = 60;

    /** The power must not return before it has gone, or no computer starts by itself. */
    private static final long ONDELAY = OFFDELAY + 60;

    /** Copies the list. */
    public StockFigures {
        servers = List.copyOf(servers);
    }

    /**
     * Figures for one server's {@code apcupsd.conf}.
     *
     * @param server which
     * @param needs how long its own shutdown takes, in seconds
     * @param timeout TIMEOUT; null where it cannot be down in time whatever is written there
     * @param batteryLevel BATTERYLEVEL, in percent; -1 switches it off
     * @param minutes MINUTES; -1 switches it off
     * @param downBy when it is down at the latest, in seconds after the failure of the mains
     * @param arithmetic how each figure comes about, a line each
     */
    public record Apcupsd(
            String server,
            long needs,
            @Nullable Long timeout,
            long batteryLevel,
            long minutes,
            long downBy,
            List<String> arithmetic) {
        /** Copies the list. */
        public Apcupsd {
            arithmetic = List.copyOf(arithmetic);
        }
    }

    /**
     * Figures for a NUT primary.
     *
     * @param hostSync HOSTSYNC of {@code upsmon.conf}, at the primary and at its secondaries
     * @param finalDelay FINALDELAY of the primary; its secondaries keep 0
     * @param offDelay {@code offdelay} of {@code ups.conf}
     * @param onDelay {@code ondelay} of {@code ups.conf}
     * @param forcedShutdownBy when the primary must announce the shutdown, in seconds after the failure of the mains; null where
     *     that is too late already
     * @param runtimeLow {@code override.battery.runtime.low}, in seconds, so that an honest UPS says low battery just then; null
     *     where the UPS gives no runtime
     * @param arithmetic how each figure comes about, a line each
     */
    public record Nut(
            long hostSync,
            long finalDelay,
            long offDelay,
            long onDelay,
            @Nullable Long forcedShutdownBy,
            @Nullable Long runtimeLow,
            List<String> arithmetic) {
        /** Copies the list. */
        public Nut {
            arithmetic = List.copyOf(arithmetic);
        }
    }

    /**
     * The figures that go with this plan.
     *
     * @param chargePercent the battery's charge now; null if not known
     */
    public static StockFigures of(Plan plan, @Nullable Double chargePercent) {
        List<OtherServer> others = plan.request().policy().otherServers();
        return new StockFigures(
                others.stream().map(o -> apcupsd(plan, o, chargePercent)).toList(),
                others.isEmpty() ? null : nut(plan));
    }

    private static Apcupsd apcupsd(Plan plan, OtherServer server, @Nullable Double charge) {
        long needs = up(server.needs());
        long end = after(plan, plan.commitPoint());
        long timeout = end - needs - 2 * POLLTIME - ONBATTERYDELAY - TIMER_STEP;
        List<String> lines = new ArrayList<>();
        lines.add("the end: this host goes down " + end
                + " s after the failure of the mains, and with it the daemon that others" + " may be asking");
        lines.add("TIMEOUT = " + end + " - " + needs + " (its own shutdown) - " + 2 * POLLTIME
                + " (until it is noticed: POLLTIME " + POLLTIME + " there and at the apcupsd it asks) - "
                + ONBATTERYDELAY
                + " (ONBATTERYDELAY, the timer begins after it) - " + TIMER_STEP + " (the timer's steps) = " + timeout);
        if (timeout < 1) {
            lines.add(
                    0,
                    "it cannot be down in time: " + (1 - timeout)
                            + " s are missing. Do not write 0: TIMEOUT 0 switches the timer off. Make its shutdown faster or the"
                            + " battery larger");
        }
        long tail = up(plan.request()
                .policy()
                .hostShutdown()
                .plus(plan.request().policy().reserve()));
        long atStart = needs + tail + LIMIT_HOLDS;
        long bound = Math.max(1, down(plan.remaining().lowerBound()));
        return new Apcupsd(
                server.name(),
                needs,
                timeout < 1 ? null : timeout,
                batteryLevel(charge, atStart, bound, lines),
                minutes(plan, atStart, bound, lines),
                end,
                lines);
    }

    private static long batteryLevel(@Nullable Double charge, long atStart, long bound, List<String> lines) {
        if (charge == null) {
            lines.add("BATTERYLEVEL = -1: the UPS gives no charge, so that there is nothing to compare with");
            return -1;
        }
        long share = (long) Math.ceil(charge * atStart / bound);
        long level = Math.min(99, Math.max(USUAL_LEVEL, share));
        lines.add("BATTERYLEVEL = " + Math.round(charge) + " % now x " + atStart
                + " s (its shutdown, this host's, the reserve, " + LIMIT_HOLDS + " s that a limit must hold) / " + bound
                + " s of battery = " + share
                + (share == level ? "" : ", but at least " + USUAL_LEVEL + " and at most 99"));
        if (level >= charge) {
            lines.add("BATTERYLEVEL would act as soon as the mains fail");
        }
        return level;
    }

    private static long minutes(Plan plan, long atStart, long bound, List<String> lines) {
        Duration reported = plan.remaining().reported();
        if (reported == null) {
            lines.add("MINUTES = -1: the UPS gives no runtime. 0 would not switch it off");
            return -1;
        }
        long seconds = down(reported);
        long share = Math.floorDiv(atStart * Math.max(seconds, bound) + bound * 60 - 1, bound * 60);
        long minutes = Math.max(USUAL_MINUTES, share);
        lines.add("MINUTES = " + atStart + " s x " + Math.max(seconds, bound) + " s that the UPS says / " + bound
                + " s that are trusted = " + share + " min, rounded up"
                + (share == minutes ? "" : ", but not less than the usual " + USUAL_MINUTES));
        return minutes;
    }

    private static Nut nut(Plan plan) {
        Policy policy = plan.request().policy();
        long longest = up(policy.othersNeed());
        long here = up(plan.budget().guests().plus(policy.hostShutdown()));
        long hostSync = Math.max(USUAL_HOSTSYNC, here + POLLFREQALERT);
        long finalDelay = Math.max(USUAL_FINALDELAY, longest);
        long end = after(plan, plan.hostOff());
        long announce = end - longest - finalDelay - hostSync - POLLFREQALERT;
        List<String> lines = new ArrayList<>();
        lines.add("HOSTSYNC = " + here + " (this host, which stays logged in until it is down: guests and host) + "
                + POLLFREQALERT + " (until it has seen the announcement) = " + (here + POLLFREQALERT)
                + (hostSync == here + POLLFREQALERT ? "" : ", but not less than the usual " + USUAL_HOSTSYNC));
        lines.add("FINALDELAY = " + longest
                + " (the slowest of the other servers; a secondary logs out when it begins to shut"
                + " down, not when it is down)"
                + (finalDelay == longest ? "" : ", but not less than the usual " + USUAL_FINALDELAY)
                + "; at the secondaries themselves 0");
        lines.add("offdelay = " + OFFDELAY
                + ": the primary is past its own end when it gives the command; many units round to"
                + " whole minutes");
        lines.add("ondelay = offdelay + 60 = " + ONDELAY
                + ": if the power returned before it had gone, nothing would start by itself");
        lines.add("announce by = " + end + " (this host is off) - " + longest
                + " (the primary's own shutdown, at most) - "
                + finalDelay + " (FINALDELAY) - " + hostSync + " (HOSTSYNC) - " + POLLFREQALERT
                + " (POLLFREQALERT) = " + announce);
        if (announce < 1) {
            lines.add(
                    0,
                    "these servers cannot be down in time behind a NUT primary: " + (1 - announce) + " s are missing");
        }
        return new Nut(
                hostSync,
                finalDelay,
                OFFDELAY,
                ONDELAY,
                announce < 1 ? null : announce,
                runtimeLow(plan, announce, lines),
                lines);
    }

    private static @Nullable Long runtimeLow(Plan plan, long announce, List<String> lines) {
        Duration reported = plan.remaining().reported();
        if (reported == null || announce < 1) {
            return null;
        }
        long low = up(reported) + after(plan, plan.madeAt()) - announce;
        lines.add("battery.runtime.low = " + up(reported) + " that the UPS says"
                + (after(plan, plan.madeAt()) > 0 ? " + " + after(plan, plan.madeAt()) + " since the failure" : "")
                + " - "
                + announce + " = " + low
                + ": an honest UPS says low battery just then. One that is too hopeful does not: have"
                + " upssched announce it by a timer of " + announce + " s from ONBATT");
        return low;
    }

    private static long after(Plan plan, Instant time) {
        return down(Duration.between(plan.powerFailedAt(), time));
    }

    private static long up(Duration time) {
        return -Math.floorDiv(-time.toMillis(), 1000L);
    }

    /** Whole seconds, rounded towards the past. */
    private static long down(Duration time) {
        return Math.floorDiv(time.toMillis(), 1000L);
    }
}

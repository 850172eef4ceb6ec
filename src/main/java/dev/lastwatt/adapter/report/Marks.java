package dev.lastwatt.adapter.report;

import dev.lastwatt.core.plan.Plan;
import java.time.Duration;
import java.time.Instant;

/**
 * The plan's times in whole seconds after the failure of the mains. Every length that is printed is the difference of two of
 * these, so that what is printed adds up, to the second, whatever was rounded.
 *
 * @param now when the plan was made
 * @param earliest before this no stop begins: the end of riding through, or now
 * @param firstStart the first stop begins here at the latest
 * @param commit every guest is down, the host begins its own shutdown
 * @param hostOff the host is off
 * @param empty the battery is empty, by the lower bound
 */
public record Marks(long now, long earliest, long firstStart, long commit, long hostOff, long empty) {

    static Marks of(Plan plan) {
        Instant earliest = plan.emptyAt().minus(plan.budget().available());
        return new Marks(
                after(plan, plan.madeAt()),
                after(plan, earliest),
                after(plan, plan.firstStart()),
                after(plan, plan.commitPoint()),
                after(plan, plan.hostOff()),
                after(plan, plan.emptyAt()));
    }

    static long after(Plan plan, Instant time) {
        return Spans.floor(Duration.between(plan.powerFailedAt(), time));
    }

    /** The battery lasts at least that long from now. */
    public long lowerBound() {
        return empty - now;
    }

    /** Must pass before the first stop may begin. */
    public long ridingThrough() {
        return earliest - now;
    }

    /** Can be used. */
    public long available() {
        return empty - earliest;
    }

    /** From the first stop until the last guest is down, or the other servers have had their time. */
    public long guests() {
        return commit - firstStart;
    }

    /** The host's own shutdown. */
    public long host() {
        return hostOff - commit;
    }

    /** Left in the battery on purpose. */
    public long reserve() {
        return empty - hostOff;
    }

    /** The sum of guests, host and reserve. */
    public long needed() {
        return empty - firstStart;
    }

    /** What is over; negative where the battery does not suffice. */
    public long margin() {
        return firstStart - earliest;
    }
}

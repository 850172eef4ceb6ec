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
 * @param flat the battery would be empty at the load of now, by the lower bound
 * @param empty the battery is empty, by the lower bound, as guests that are down use nothing any more
 */
public record Marks(long now, long earliest, long firstStart, long commit, long hostOff, long flat, long empty) {

    static Marks of(Plan plan) {
        Instant earliest = plan.emptyAt().minus(plan.budget().available());
        return new Marks(
                after(plan, plan.madeAt()),
                after(plan, earliest),
                after(plan, plan.firstStart()),
                after(plan, plan.commitPoint()),
                after(plan, plan.hostOff()),
                after(plan, plan.emptyAt().minus(plan.budget().loadCredit())),
                after(plan, plan.emptyAt()));
    }

    static long after(Plan plan, Instant time) {
        return Spans.floor(Duration.between(plan.powerFailedAt(), time));
    }

    /** The battery lasts at least that long from now, at the load of now. */
    public long lowerBound() {
        return flat - now;
    }

    /** And so much longer because guests that are down use nothing any more. */
    public long loadCredit() {
        return empty - flat;
    }

    /** Whether what is available is what the battery lasts, and nothing else. */
    public boolean plain() {
        return ridingThrough() <= 0 && loadCredit() == 0;
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

package dev.lastwatt.core.plan;

import java.time.Duration;
import java.util.List;

/**
 * The plan's arithmetic against the remaining runtime: {@code needed = guests + host + reserve} and
 * {@code margin = available - needed}, to the millisecond.
 *
 * @param guests from the first stop until the last guest is down, or until the other servers on the UPS have had their time
 * @param preStops what of it is commands before the stops of the deciding chain, at most
 * @param host the host's own shutdown
 * @param reserve what is left in the battery on purpose
 * @param needed the sum
 * @param loadCredit what the battery lasts longer because guests that are down use nothing any more, as the plan has it
 * @param available the lower bound of the remaining runtime and the credit, less what must pass before the first stop may begin
 * @param margin what is over; negative where the battery does not suffice
 * @param breaks the guests on the chain that decides {@code guests}, the first to stop first
 * @param tied the guests on other chains that are as long, to the second; shortening one chain alone gains nothing then
 */
public record Budget(
        Duration guests,
        Duration preStops,
        Duration host,
        Duration reserve,
        Duration needed,
        Duration loadCredit,
        Duration available,
        Duration margin,
        List<String> breaks,
        List<String> tied) {

    /** Copies the lists. */
    public Budget {
        breaks = List.copyOf(breaks);
        tied = List.copyOf(tied);
    }

    /** Whether that guest is on a chain that decides. */
    public boolean decidedBy(String guest) {
        return breaks.contains(guest) || tied.contains(guest);
    }

    /** Whether it suffices. */
    public boolean fits() {
        return !margin.isNegative();
    }
}

package dev.lastwatt.adapter.scenario.play;

/**
 * How one policy did on a set, or on the outages of it with one kind of gauge. Shares are of 1; where it says "possible", only
 * outages count in which the oracle stopped every guest cleanly, or, for the host, in which its host was not cut off.
 *
 * @param policy its name
 * @param gauge the kind of gauge, or {@code all}
 * @param outages how many
 * @param anyUnclean outages with a guest stopped uncleanly
 * @param guestsUnclean guests stopped uncleanly: the mean of the outages' shares
 * @param guestsUncleanPossible the same, where a clean stop was possible
 * @param hostCut outages in which the host was cut off
 * @param hostCutPossible the same, where it could be avoided
 * @param needless guests stopped in an outage that the battery would have outlasted, mean share
 * @param orderBroken outages with a soft dependency broken
 * @param orderBrokenPossible the same, where a clean stop was possible
 * @param serviceOfOracle service, as a share of the oracle's: a ratio of sums
 * @param serviceMinutes mean service of an outage
 * @param leftMinutes mean of what the battery held when the host went off, over the outages in which it did; not a number without one
 */
public record Row(
        String policy,
        String gauge,
        int outages,
        Share anyUnclean,
        Share guestsUnclean,
        Share guestsUncleanPossible,
        Share hostCut,
        Share hostCutPossible,
        Share needless,
        Share orderBroken,
        Share orderBrokenPossible,
        Share serviceOfOracle,
        double serviceMinutes,
        double leftMinutes) {}

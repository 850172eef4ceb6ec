package dev.lastwatt.adapter.scenario.play;

/**
 * What a policy stated against what happened: the outages longer than the battery in whose first stop it stated a probability between
 * two bounds that everything stops cleanly.
 *
 * @param policy its name
 * @param from lower bound of what was stated
 * @param to upper bound, itself in the bin only where it is 1
 * @param outages how many
 * @param stated mean of what was stated
 * @param observed share of the outages in which no guest was unclean and the host was not cut off, with its 99.9 % interval (Wilson)
 */
public record StatedBin(String policy, double from, double to, int outages, double stated, Share observed) {

    /** Whether what was stated is inside the interval of what was observed. */
    public boolean holds() {
        return observed.low() <= stated && stated <= observed.high();
    }
}

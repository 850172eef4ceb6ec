package dev.lastwatt.adapter.scenario.generate;

/**
 * How long outages last that are not over within a minute: log-normal parts, as a UPS sees them. United States: momentary faults,
 * switching, repairs and storms, near what utilities publish of interruptions (SAIFI, CAIDI, MAIFI). Japan: fewer faults that clear
 * themselves, and shorter switching; its shares are an assumption.
 */
public enum Mains {
    UNITED_STATES("united-states", new double[][] {{.77, 6, 1.3}, {.07, 480, 1}, {.13, 4500, .9}, {.03, 28_800, 1}}),
    JAPAN("japan", new double[][] {{.55, 20, 1.2}, {.27, 240, .8}, {.16, 3600, .9}, {.02, 28_800, 1}});

    private static final double SHORTEST = 60;

    private final String word;

    /** Share, median in seconds, spread of the logarithm. */
    private final double[][] parts;

    Mains(String word, double[][] parts) {
        this.word = word;
        this.parts = parts;
    }

    /** How long one outage of a minute or more lasts. */
    double seconds(Dice dice) {
        while (true) {
            double share = dice.share();
            int part = 0;
            while (part < parts.length - 1 && share >= parts[part][0]) {
                share -= parts[part][0];
                part++;
            }
            double seconds = parts[part][1] * dice.factor(parts[part][2]);
            if (seconds >= SHORTEST) {
                return seconds;
            }
        }
    }

    /** Its word on the command line. */
    @Override
    public String toString() {
        return word;
    }
}

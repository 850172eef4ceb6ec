package dev.lastwatt.adapter.scenario.generate;

/** Which laws the guests of a set follow. */
public enum World {
    LOG_NORMAL("log-normal"),
    GAMMA("gamma"),
    /** A third log-normal, a third gamma, a third where one stop in ten takes 4.5 times as long. */
    MIXED("mixed");

    private final String word;

    World(String word) {
        this.word = word;
    }

    /** The law of a guest of this world. */
    StopLaw law(Dice dice) {
        return switch (this) {
            case LOG_NORMAL -> StopLaw.LOG_NORMAL;
            case GAMMA -> StopLaw.GAMMA;
            case MIXED -> dice.oneOf(StopLaw.values());
        };
    }

    /** Its word on the command line. */
    @Override
    public String toString() {
        return word;
    }
}

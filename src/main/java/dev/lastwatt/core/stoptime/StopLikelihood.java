package dev.lastwatt.core.stoptime;

import java.util.Arrays;

/** How well a log median, a spread and a habit explain one guest's history. */
final class StopLikelihood {

    private final History history;
    private final StopLaws laws;

    StopLikelihood(History history, StopLaws laws) {
        this.history = history;
        this.laws = laws;
    }

    /** Logarithm of how well each habit, with that log median and spread, explains the history. */
    void logLikelihood(double median, int s, double[] byHabit) {
        Arrays.fill(byHabit, 0);
        for (int j = 0; j < history.ended().length; j++) {
            laws.addEnded(history.ended()[j] - median, s, history.endedWeight()[j], byHabit);
        }
        for (int j = 0; j < history.cut().length; j++) {
            laws.addNotEnded(history.cut()[j] - median, s, history.cutWeight()[j], byHabit);
        }
    }

    /** How many of the past stops seem to have been slow because of updates. */
    double slowStops(double median, int s, Habit habit) {
        double share = laws.slowThen(habit);
        double sum = 0;
        for (double y : history.ended()) {
            double slow = share * laws.slow(y - median, s);
            sum += slow / (slow + (1 - share) * laws.usual(y - median, s, habit) + StopLaws.UNEXPLAINED);
        }
        return sum * laws.updatesThen() / share;
    }
}

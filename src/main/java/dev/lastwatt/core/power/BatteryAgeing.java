package dev.lastwatt.core.power;

/**
 * The same battery one year older.
 *
 * <p>An assumption, not a measurement: a sealed lead-acid battery loses 5 % of its capacity when new in a year, and the older it is
 * the less alike batteries are (standard deviation 6 % and 1.5 % more each year). A battery of unknown age is taken to be four years
 * old. Its middle estimate falls from 80 to 75 % of new, the bound that 95 in 100 batteries hold from 60 to 53 %. Of 15 000 such
 * cells many failed early after two years even in conditioned rooms, so that the fall may well be steeper.
 */
public final class BatteryAgeing {

    /** The assumption in words. */
    public static final String ASSUMPTION =
            "assumed, not measured: a lead-acid battery loses 5 % of its capacity when new in a"
                    + " year and batteries grow less alike; one of unknown age, taken as 4 years, then holds 6 % less by the middle"
                    + " estimate and 12 % less by the lower bound";

    private static final double YEARS = 4;
    private static final double LOSS_A_YEAR = 0.05;
    private static final double SPREAD_WHEN_NEW = 0.06;
    private static final double SPREAD_A_YEAR = 0.015;

    /** One in twenty lies below the mean less this many standard deviations. */
    private static final double ONE_IN_TWENTY = 1.645;

    private BatteryAgeing() {}

    /** The remaining runtime if the battery were a year older and nothing else had changed. */
    public static RemainingRuntime anotherYear(RemainingRuntime now) {
        return now.scaled(low(YEARS + 1) / low(YEARS), middle(YEARS + 1) / middle(YEARS), ASSUMPTION);
    }

    private static double middle(double years) {
        return 1 - LOSS_A_YEAR * years;
    }

    private static double low(double years) {
        return middle(years) - ONE_IN_TWENTY * (SPREAD_WHEN_NEW + SPREAD_A_YEAR * years);
    }
}

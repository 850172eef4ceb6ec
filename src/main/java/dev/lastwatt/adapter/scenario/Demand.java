package dev.lastwatt.adapter.scenario;

/** What the format demands of single values. Each message begins with the field it is about. */
public final class Demand {

    private Demand() {}

    /** Fails with the message unless it holds. */
    public static void that(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Not empty. */
    public static void text(String field, String value) {
        that(!value.isBlank(), field + " must not be empty");
    }

    /** Above 0 and finite. */
    public static void positive(String field, double value) {
        that(value > 0 && Double.isFinite(value), field + " must be above 0, is " + value);
    }

    /** At least 0 and finite. */
    public static void notNegative(String field, double value) {
        that(value >= 0 && Double.isFinite(value), field + " must not be negative, is " + value);
    }
}

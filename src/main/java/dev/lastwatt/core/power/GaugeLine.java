package dev.lastwatt.core.power;

/**
 * One figure of a gauge over a discharge, against what was used: the sums of a straight line through what fits to the readings before,
 * and what does not. A single odd reading counts for nothing; two or three low ones in a row mean that the figure has fallen; where an odd
 * level lasts, the line begins anew there. Immutable.
 *
 * @param n readings in the line, each weighted by the time that it stands for
 * @param u sums over them: used,
 * @param uu its square,
 * @param y the figure,
 * @param yy its square,
 * @param yu the product
 * @param lastU what was used at the latest reading that fits
 * @param lastY its figure
 * @param odd readings that did not fit, of all so far
 * @param run how many of the latest ones did not fit, one side of the line alone
 * @param oddU what was used at the latest that did not fit
 * @param oddY its figure; where it has fallen, the higher of the two latest
 * @param fell the figure has fallen from its line
 * @param begunAnew how often the line began anew
 */
record GaugeLine(
        double n,
        double u,
        double uu,
        double y,
        double yy,
        double yu,
        double lastU,
        double lastY,
        double odd,
        int run,
        double oddU,
        double oddY,
        boolean fell,
        int begunAnew) {

    static final GaugeLine EMPTY = new GaugeLine(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, 0);

    private static final int LASTS = 6;

    /** A fall to less than this share shows with two readings, a smaller one with three. */
    private static final double STEEP = 0.4;

    private static final double ERRATIC_FROM = 4;
    private static final double ERRATIC_SHARE = 0.25;

    /**
     * The line after a reading.
     *
     * @param used until then
     * @param value the figure
     * @param weight of the reading, 0 to 1
     * @param slope how much the figure falls for what is used, where the gauge is right
     * @param relative by which share of the figure before it may jump, and fit
     * @param absolute by how much besides
     */
    GaugeLine next(double used, double value, double weight, double slope, double relative, double absolute) {
        if (n == 0) {
            return begun(used, value, weight, begunAnew);
        }
        double fall = slope * (used - lastU);
        double off = value - (lastY - fall);
        double room = relative * lastY + absolute + fall;
        if (Math.abs(off) <= room) {
            return plus(used, value, weight);
        }
        boolean confirms = run != 0
                && (off < 0) == (run < 0)
                && Math.abs(value - oddY) <= relative * oddY + absolute + 2 * slope * (used - oddU);
        int length = confirms ? Math.abs(run) + 1 : 1;
        if (length > LASTS) {
            return begun(used, value, weight, begunAnew + 1);
        }
        boolean steep = value < STEEP * (lastY - fall);
        boolean fallen = off < 0 && length >= (steep ? 2 : 3) && !erratic();
        double level = fallen ? Math.max(value, oddY - slope * (used - oddU)) : value;
        return new GaugeLine(
                n,
                u,
                uu,
                y,
                yy,
                yu,
                lastU,
                lastY,
                odd + weight,
                off < 0 ? -length : length,
                used,
                level,
                fallen,
                begunAnew);
    }

    /** It jumps about, so that a fall means nothing. */
    boolean erratic() {
        return odd >= ERRATIC_FROM && odd > ERRATIC_SHARE * n;
    }

    /** What the line says for that much used; not a number before there is a line. */
    double at(double used) {
        double spread = uu - u * u / n;
        return n < LASTS || !(spread > 0) ? Double.NaN : y / n + (yu - u * y / n) / spread * (used - u / n);
    }

    /** How far the readings lie from the line, the root of the mean square. */
    double scatter() {
        double spread = uu - u * u / n;
        double cross = yu - u * y / n;
        return Math.sqrt(Math.max(0, yy - y * y / n - cross * cross / spread) / n);
    }

    /** With this reading in the line, wherever it lies. */
    GaugeLine plus(double used, double value, double weight) {
        return new GaugeLine(
                n + weight,
                u + weight * used,
                uu + weight * used * used,
                y + weight * value,
                yy + weight * value * value,
                yu + weight * value * used,
                used,
                value,
                odd,
                0,
                0,
                0,
                false,
                begunAnew);
    }

    private GaugeLine begun(double used, double value, double weight, int times) {
        return new GaugeLine(
                weight,
                weight * used,
                weight * used * used,
                weight * value,
                weight * value * value,
                weight * value * used,
                used,
                value,
                odd,
                0,
                0,
                0,
                false,
                times);
    }
}

package dev.lastwatt.core.drill;

/**
 * Why the battery is not discharged any further.
 *
 * @param reached as deep as was wanted
 * @param mainsAway the mains have failed meanwhile: it is an outage now
 * @param why in words
 */
public record CalibrationEnd(boolean reached, boolean mainsAway, String why) {

    static CalibrationEnd early(String why) {
        return new CalibrationEnd(false, false, why);
    }

    static CalibrationEnd outage(String why) {
        return new CalibrationEnd(false, true, why);
    }
}

package dev.lastwatt.core.power;

import org.jspecify.annotations.Nullable;

/**
 * What a UPS calls itself.
 *
 * @param model its model, as it spells it; not empty
 * @param ratedWatts what it is built to feed, above 0; null where it does not say
 */
public record UpsDevice(String model, @Nullable Double ratedWatts) {

    private static final int LONGEST = 100;

    /** Checks, and shortens what is too long for a name. */
    public UpsDevice {
        model = model.strip();
        if (model.isEmpty()) {
            throw new IllegalArgumentException("a UPS that does not say its model is none");
        }
        model = model.length() > LONGEST ? model.substring(0, LONGEST) : model;
        ratedWatts = ratedWatts == null || !(ratedWatts > 0 && ratedWatts <= 1_000_000) ? null : ratedWatts;
    }

    /** The device of that model; null where that says nothing. */
    public static @Nullable UpsDevice of(@Nullable String model, @Nullable Double ratedWatts) {
        return model == null || model.isBlank() ? null : new UpsDevice(model, ratedWatts);
    }
}

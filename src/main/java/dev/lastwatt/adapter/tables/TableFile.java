package dev.lastwatt.adapter.tables;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of tables as it is written: those of one manufacturer.
 *
 * @param vendor the manufacturer
 */
record TableFile(String vendor, List<Model> tables) {

    /**
     * One model.
     *
     * @param name for people
     * @param models the model strings of devices that it holds for, each whole; capital letters make no difference
     * @param rated what 100 % of its load are, in W, or in VA where the file gives {@code voltAmperesPerWatt}
     * @param voltAmperesPerWatt by which the manufacturer has loads in watts turned into the volt-amperes of its table; null for a
     *     table in watts
     * @param minutes how long a new battery lasts, by load
     * @param source who says so and where
     * @param url where that can be read
     * @param read when it was, as a date
     */
    record Model(
            String name,
            List<String> models,
            double rated,
            @Nullable Double voltAmperesPerWatt,
            Map<Double, Double> minutes,
            String source,
            String url,
            String read) {}
}

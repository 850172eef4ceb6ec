package dev.lastwatt.adapter.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.core.power.RuntimeTable;
import dev.lastwatt.core.power.UpsDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuntimeTableFilesTest {

    private final RuntimeTableFiles tables = new RuntimeTableFiles();

    static Stream<TableFile.Model> models() {
        return RuntimeTableFiles.FILES.stream().flatMap(file -> {
            try {
                return RuntimeTableFiles.read(file).tables().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyTableFallsWithTheLoadAsBatteriesDo(TableFile.Model model) {
        Map<Double, Double> minutes = new TreeMap<>(model.minutes());
        assertThat(minutes).hasSizeGreaterThanOrEqualTo(2);
        double[] last = new double[2];
        minutes.forEach((load, lasts) -> {
            assertThat(lasts).isBetween(0.5, 1440.0);
            assertThat(load).isBetween(1.0, model.rated());
            if (last[0] > 0) {
                // How steeply the runtime falls with the load: less than 1 where the UPS's own consumption outweighs
                // it, 2.4 for
                // the smallest units at full load.
                assertThat(Math.log(last[1] / lasts) / Math.log(load / last[0])).isBetween(0.6, 2.5);
            }
            last[0] = load;
            last[1] = lasts;
        });
        double rated = seconds(RuntimeTableFiles.table(model), model.rated() / perWatt(model));
        assertThat(rated).as("runtime at full load").isBetween(60.0, 3600.0);
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyTableNamesItsSource(TableFile.Model model) {
        assertThat(model.source()).hasSizeGreaterThan(20);
        assertThat(model.url()).startsWith("https://");
        assertThat(LocalDate.parse(model.read())).isAfter(LocalDate.of(2010, 1, 1));
        assertThat(model.models()).isNotEmpty();
    }

    @Test
    void deviceIsFoundByItsWholeModelString() {
        assertThat(lasts("SMART-UPS  1400 ", null, 100 / 1.4)).isCloseTo(190 * 60, within(1.0));
        assertThat(tables.of(new UpsDevice("SMART-UPS 1400 XL", null))).isEmpty();
        assertThat(tables.of(new UpsDevice("Something else", null))).isEmpty();
    }

    @Test
    void tableOfAManufacturerInWattsIsTakenAsItIs() {
        assertThat(lasts("CST1300AL", 810.0, 405)).isCloseTo(600, within(1.0));
    }

    @Test
    void tableSaysWhoseItIs() {
        assertThat(tables.of(new UpsDevice("Smart-UPS 650", null)).map(RuntimeTable::origin))
                .contains("the table of APC Smart-UPS 650");
    }

    private double lasts(String model, @Nullable Double rated, double watts) {
        return seconds(tables.of(new UpsDevice(model, rated)).orElseThrow(), watts);
    }

    private static double seconds(RuntimeTable table, double watts) {
        Duration lasts = Objects.requireNonNull(table.lasts(watts));
        return lasts.toMillis() / 1000.0;
    }

    private static double perWatt(TableFile.Model model) {
        return model.voltAmperesPerWatt() == null ? 1 : model.voltAmperesPerWatt();
    }
}

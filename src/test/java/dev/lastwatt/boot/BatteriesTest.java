package dev.lastwatt.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastwatt.core.power.Battery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatteriesTest {

    private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");

    @Test
    void dayAndTableAreTaken() {
        Battery battery = battery(LocalDate.of(2024, 5, 17), "490=23m, 980=6m30s");
        assertThat(battery.installed()).isEqualTo(Instant.parse("2024-05-17T00:00:00Z"));
        assertThat(battery.whenNew()).isNotNull();
    }

    @Test
    void withoutSettingsNothingIsKnown() {
        Battery battery = battery(null, null);
        assertThat(battery.installed()).isNull();
        assertThat(battery.whenNew()).isNull();
    }

    @Test
    void dayToComeIsRefused() {
        assertThatThrownBy(() -> battery(LocalDate.of(2026, 1, 16), null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lastwatt.battery.installed")
                .hasMessageContaining("2026-01-16");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "490", "490=", "490=x", "-3=5m", "1e999=5m", "490=23m;980=6m", "490=0s", "100=1m,200=2m"})
    void whatIsNoTableIsRefusedByName(String text) {
        assertThatThrownBy(() -> battery(null, text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lastwatt.battery.runtime-when-new");
    }

    private static Battery battery(@Nullable LocalDate installed, @Nullable String table) {
        return Batteries.of(
                new Settings.BatterySettings() {
                    @Override
                    public Optional<LocalDate> installed() {
                        return Optional.ofNullable(installed);
                    }

                    @Override
                    public Optional<String> runtimeWhenNew() {
                        return Optional.ofNullable(table);
                    }
                },
                NOW,
                ZoneOffset.UTC);
    }
}

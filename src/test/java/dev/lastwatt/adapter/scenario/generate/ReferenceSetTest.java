package dev.lastwatt.adapter.scenario.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastwatt.adapter.scenario.Known.KnownGuest;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.ScenarioFile;
import dev.lastwatt.adapter.scenario.Truth.GaugeKind;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReferenceSetTest {

    private static final Cell USUAL = new Cell(World.LOG_NORMAL, 4, 15, Savable.ALL, true, Mains.UNITED_STATES);

    private static List<Scenario> drawn(Cell cell, int outages) {
        List<Scenario> scenarios = new ArrayList<>();
        new ReferenceSet(cell, outages, 3).forEach(scenarios::add);
        return scenarios;
    }

    @Test
    void sameSeedGivesTheSameSetAndItReadsBackAsItWas() throws IOException {
        List<Scenario> set = drawn(USUAL, 5);
        assertThat(drawn(USUAL, 5)).isEqualTo(set);
        ScenarioText text = new ScenarioText();
        String lines = set.stream().map(text::line).collect(Collectors.joining());
        assertThat(ScenarioFile.read(new StringReader(lines), "the set")).isEqualTo(set);
    }

    @Test
    void cellsOfASeedDifferOnlyInWhatTheyAreAbout() {
        Cell other = new Cell(World.LOG_NORMAL, 4, 15, Savable.NONE, false, Mains.UNITED_STATES);
        List<Scenario> here = drawn(USUAL, 30);
        List<Scenario> there = drawn(other, 30);
        for (int i = 0; i < here.size(); i++) {
            assertThat(there.get(i).known().guests())
                    .isEqualTo(here.get(i).known().guests());
            assertThat(there.get(i).truth().battery())
                    .isEqualTo(here.get(i).truth().battery());
            assertThat(there.get(i).truth().gauge())
                    .isEqualTo(here.get(i).truth().gauge());
            assertThat(there.get(i).truth().outageSeconds())
                    .isEqualTo(here.get(i).truth().outageSeconds());
            assertThat(there.get(i).known().ups().calibratedHealth()).isNull();
            assertThat(here.get(i).known().ups().calibratedHealth()).isNotNull();
            assertThat(there.get(i).truth().guests().values()).noneMatch(g -> g.saveWhileStopping());
        }
        assertThat(here).anyMatch(s -> s.truth().guests().values().stream().allMatch(g -> g.saveWhileStopping()));
    }

    @Test
    void batteriesLastAsLongWhenNewAsTheCellSays() {
        double mean = drawn(USUAL, 300).stream()
                .mapToDouble(s -> s.truth().battery().asNewSeconds())
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(880.0, 920.0);
    }

    @Test
    void oneGaugeInThreeLiesAndEveryKindIsDrawn() {
        List<Scenario> set = drawn(USUAL, 600);
        long good = set.stream()
                .filter(s -> s.truth().gauge().kind() == GaugeKind.GOOD)
                .count();
        assertThat(good / 600.0).isBetween(0.6, 0.7);
        assertThat(set.stream().map(s -> s.truth().gauge().kind()).distinct()).hasSize(GaugeKind.values().length);
    }

    @Test
    void noOutageIsOverWithinAMinuteAndJapanesePartsAreShorter() {
        Cell japan = new Cell(World.LOG_NORMAL, 1, 15, Savable.ALL, true, Mains.JAPAN);
        Cell states = new Cell(World.LOG_NORMAL, 1, 15, Savable.ALL, true, Mains.UNITED_STATES);
        assertThat(drawn(states, 300)).allMatch(s -> s.truth().outageSeconds() >= 60);
        assertThat(overWithin(drawn(japan, 300), 300)).isGreaterThan(overWithin(drawn(states, 300), 300));
    }

    private static long overWithin(List<Scenario> set, double seconds) {
        return set.stream().filter(s -> s.truth().outageSeconds() < seconds).count();
    }

    @Test
    void anotherNumberOfGuestsIsTheSameSite() {
        Cell more = new Cell(World.LOG_NORMAL, 9, 15, Savable.ALL, true, Mains.UNITED_STATES);
        Scenario here = drawn(USUAL, 1).get(0);
        Scenario there = drawn(more, 1).get(0);
        assertThat(there.truth().battery()).isEqualTo(here.truth().battery());
        assertThat(there.known().guests().stream().map(KnownGuest::name)).hasSize(9);
    }

    @Test
    void statedCellsHaveNamesOfTheirOwn() {
        Set<String> names = new HashSet<>();
        assertThat(Cell.all()).allMatch(c -> names.add(c.toString()));
    }

    @Test
    void batteryOfNoTimeIsRefused() {
        assertThatThrownBy(() -> new Cell(World.MIXED, 5, 0, Savable.ALL, true, Mains.JAPAN))
                .hasMessageContaining("1 to 1440 minutes, is 0");
    }
}

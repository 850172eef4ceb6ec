package dev.lastwatt.adapter.scenario.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.scenario.Known.Kind;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.generate.ScenarioGenerator;
import dev.lastwatt.adapter.scenario.generate.World;
import dev.lastwatt.adapter.scenario.play.Contender;
import dev.lastwatt.adapter.scenario.policy.Played;
import dev.lastwatt.adapter.scenario.world.PlayedOutcome;
import dev.lastwatt.adapter.scenario.world.Site;
import dev.lastwatt.adapter.scenario.world.TestSite;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OracleTest {

    @Test
    void doesNothingInAnOutageThatTheBatteryOutlasts() {
        Played played = Oracle.play(new TestSite().guests(3, 30).outage(590).site());
        assertThat(played.decisions()).isEmpty();
        assertThat(played.outcome().serviceSeconds()).isEqualTo(590);
    }

    @Test
    void leavesNothingInTheBatteryWhereItHasToStopEverything() {
        PlayedOutcome outcome = Oracle.play(
                        new TestSite().guests(3, 30).dependency(0, 1, Kind.SOFT).site())
                .outcome();
        assertThat(outcome.clean()).isTrue();
        assertThat(outcome.orderViolations()).isZero();
        assertThat(outcome.leftSeconds()).isLessThan(1);
    }

    @Test
    void shedsGuestsWhereThatCarriesTheRestThroughTheOutage() {
        PlayedOutcome outcome =
                Oracle.play(new TestSite().guests(5, 30).outage(605).site()).outcome();
        assertThat(outcome.clean()).isTrue();
        assertThat(outcome.leftSeconds()).isNull();
        assertThat(outcome.stopped()).isLessThan(5);
    }

    @Test
    void savesAGuestThatWouldHangAndGivesUpOnlyWhatNobodyCouldStop() {
        assertThat(Oracle.play(new TestSite().guest(null).guest(30.0).site())
                        .outcome()
                        .clean())
                .isTrue();
        // Two saves of 10 s each and the host's minute do not fit into 75 s; one does.
        assertThat(Oracle.play(new TestSite()
                                .guest(null)
                                .guest(null)
                                .battery(75)
                                .site())
                        .outcome()
                        .unclean())
                .hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(World.class)
    void noPolicyStopsMoreGuestsCleanly(World world) {
        List<Contender> all = Contender.all();
        for (Scenario scenario : new ScenarioGenerator(world, 6, 6, 11, 0).draw()) {
            Site site = new Site(scenario);
            int least = Oracle.play(site).outcome().unclean().size();
            for (Contender contender : all) {
                assertThat(contender.play().apply(site).outcome().unclean())
                        .as("%s in %s", contender.name(), scenario.id())
                        .hasSizeGreaterThanOrEqualTo(least);
            }
        }
    }
}

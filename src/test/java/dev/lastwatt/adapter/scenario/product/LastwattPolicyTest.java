package dev.lastwatt.adapter.scenario.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.scenario.Known.Kind;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.policy.Game;
import dev.lastwatt.adapter.scenario.policy.Played;
import dev.lastwatt.adapter.scenario.world.Action;
import dev.lastwatt.adapter.scenario.world.Decision;
import dev.lastwatt.adapter.scenario.world.Site;
import dev.lastwatt.adapter.scenario.world.TestSite;
import dev.lastwatt.core.journal.Fact;
import org.junit.jupiter.api.Test;

class LastwattPolicyTest {

    private static Played play(Scenario scenario) {
        return Game.play(new Site(scenario), "lastwatt", new LastwattPolicy(scenario.known()));
    }

    @Test
    void stopsEveryGuestInOrderAndThenTheHostInsideTheBattery() {
        Played played = play(new TestSite()
                .guests(4, 20)
                .dependency(0, 1, Kind.HARD)
                .dependency(2, 3, Kind.SOFT)
                .battery(2400)
                .scenario());
        assertThat(played.outcome().clean()).isTrue();
        assertThat(played.outcome().orderViolations()).isZero();
        assertThat(played.decisions()).last().extracting(Decision::action).isEqualTo(Action.HOST_OFF);
    }

    @Test
    void leavesAloneWhatRunsWhileTheBatteryLasts() {
        assertThat(play(new TestSite().guests(4, 20).battery(2400).outage(300).scenario())
                        .decisions())
                .isEmpty();
    }

    @Test
    void sameOutageIsPlayedTheSameTwice() {
        Scenario scenario = new TestSite().guests(6, 40).battery(1500).scenario();
        assertThat(play(scenario)).isEqualTo(play(scenario));
    }

    @Test
    void hostThatGoesDownWithAGuestThatHangsCutsItOff() {
        Played played =
                play(new TestSite().guest(null).guest(20.0).battery(1500).scenario());
        assertThat(played.outcome().unclean()).containsExactly("g0");
        assertThat(played.decisions()).extracting(Decision::action).contains(Action.TURN_OFF, Action.HOST_OFF);
        assertThat(played.outcome().hostUnclean()).isFalse();
    }

    @Test
    void journalTellsWhyItBegan() {
        Scenario scenario = new TestSite().guests(2, 20).battery(1500).scenario();
        LastwattPolicy policy = new LastwattPolicy(scenario.known());
        Game.play(new Site(scenario), "lastwatt", policy);
        assertThat(policy.facts()).hasAtLeastOneElementOfType(Fact.RunBegan.class);
        assertThat(JournalNotes.of(policy.facts()))
                .anyMatch(n -> n.text().contains("the first stop of the plan is due"));
    }
}

package dev.lastwatt.adapter.scenario.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.adapter.scenario.Known.Kind;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PlayedOutageTest {

    private static final Offset<Double> EXACT = within(1e-6);

    private static PlayedOutage toTheEnd(PlayedOutage outage) {
        while (!outage.over()) {
            outage.advance(outage.now() + 86_400);
        }
        return outage;
    }

    @Test
    void aBatteryLastsItsSecondsAtTheLoadOfTheFailureAndLongerOnceGuestsAreOff() {
        PlayedOutage idle =
                toTheEnd(new PlayedOutage(new TestSite().guests(2, 30).site()));
        assertThat(idle.now()).isCloseTo(600, EXACT);

        PlayedOutage stopped = new PlayedOutage(new TestSite().guests(2, 30).site());
        stopped.decide(Action.SHUTDOWN, 0);
        toTheEnd(stopped);
        // 30 s at 120 W, the rest at 110 W.
        assertThat(stopped.now()).isCloseTo(30 + 570 * 120 / 110.0, EXACT);
        assertThat(stopped.outcome().unclean()).containsExactly("g1");
        assertThat(stopped.outcome().hostUnclean()).isTrue();
    }

    @Test
    void moreThanEightShutdownsAtOnceSlowEachOtherDown() {
        PlayedOutage outage = new PlayedOutage(new TestSite().guests(10, 100).site());
        for (int i = 0; i < 10; i++) {
            outage.decide(Action.SHUTDOWN, i);
        }
        outage.advance(1000);
        assertThat(outage.offAt(9)).isCloseTo(104, EXACT);
    }

    @Test
    void savesOnOneVolumeShareItAndLoseByIt() {
        PlayedOutage outage = new PlayedOutage(new TestSite().guests(2, 100).site());
        outage.decide(Action.SAVE, 0);
        outage.decide(Action.SAVE, 1);
        outage.advance(1000);
        assertThat(outage.offAt(0)).isCloseTo(20 * 1.03, EXACT);
    }

    @Test
    void aGuestThatHangsLooksLikeOneThatStopsSlowlyAndIsCutOff() {
        PlayedOutage outage = new PlayedOutage(new TestSite().guest(null).site());
        outage.decide(Action.SHUTDOWN, 0);
        outage.decide(Action.HOST_OFF, -1);
        outage.advance(599);
        assertThat(outage.state(0)).isEqualTo(PlayedState.STOPPING);
        outage.decide(Action.SAVE, 0);
        assertThat(outage.state(0)).isEqualTo(PlayedState.STOPPING);
        toTheEnd(outage);
        assertThat(outage.unclean(0)).isEqualTo(UncleanCause.BATTERY_ENDED);
    }

    @Test
    void theHostGoesDownOnceItsLastGuestIsOff() {
        PlayedOutage outage = new PlayedOutage(new TestSite().guest(30.0).site());
        outage.decide(Action.SHUTDOWN, 0);
        outage.decide(Action.HOST_OFF, -1);
        toTheEnd(outage);
        assertThat(outage.hostOffAt()).isCloseTo(90, EXACT);
        assertThat(outage.outcome().leftSeconds()).isCloseTo(600 - 30 - 60 * 100 / 110.0, EXACT);
        assertThat(outage.outcome().clean()).isTrue();
    }

    @Test
    void aServerThatGoesFirstBreaksASoftOrderAndSoilsTheGuestWhoseDiskItHolds() {
        TestSite site = new TestSite().guests(3, 30).dependency(0, 1, Kind.SOFT).dependency(2, 1, Kind.HARD);
        PlayedOutage outage = new PlayedOutage(site.site());
        outage.decide(Action.SHUTDOWN, 1);
        outage.advance(40);
        assertThat(outage.unclean(2)).isEqualTo(UncleanCause.DISK_WENT_FIRST);
        assertThat(toTheEnd(outage).outcome().orderViolations()).isEqualTo(1);
    }

    @Test
    void guestsThatGoOffAtTheSameInstantKeepTheirOrder() {
        PlayedOutage outage = new PlayedOutage(
                new TestSite().guests(2, 30).dependency(0, 1, Kind.HARD).site());
        outage.decide(Action.SHUTDOWN, 0);
        outage.decide(Action.SHUTDOWN, 1);
        outage.decide(Action.HOST_OFF, -1);
        assertThat(toTheEnd(outage).outcome().unclean()).isEmpty();
    }

    @Test
    void theReturnOfTheMainsEndsAnOutageUnlessTheHostWasOrderedOff() {
        PlayedOutage calm =
                new PlayedOutage(new TestSite().guests(2, 30).outage(100).site());
        calm.advance(90);
        calm.decide(Action.SHUTDOWN, 0);
        PlayedOutcome outcome = toTheEnd(calm).outcome();
        assertThat(outcome.clean()).isTrue();
        assertThat(outcome.serviceSeconds()).isCloseTo(95, EXACT);
        assertThat(outcome.needless()).isEqualTo(1);

        PlayedOutage ordered = new PlayedOutage(
                new TestSite().guest(null).guest(30.0).outage(100).site());
        ordered.decide(Action.SHUTDOWN, 0);
        ordered.decide(Action.SHUTDOWN, 1);
        ordered.decide(Action.HOST_OFF, -1);
        toTheEnd(ordered);
        assertThat(ordered.now()).isCloseTo(700, EXACT);
        assertThat(ordered.unclean(0)).isEqualTo(UncleanCause.WAITED_IN_VAIN);
        assertThat(ordered.outcome().hostUnclean()).isFalse();
    }

    @Test
    void readingIsRoundedAsAGaugeRounds() {
        PlayedOutage outage = new PlayedOutage(new TestSite().guest(30.0).site());
        outage.advance(123);
        GaugeReading reading = outage.reading(24);
        assertThat(reading).isEqualTo(new GaugeReading(123, 480.0, 80, 110, false));
    }
}

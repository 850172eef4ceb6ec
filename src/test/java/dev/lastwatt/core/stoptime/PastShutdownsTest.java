package dev.lastwatt.core.stoptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.fake.Guests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastShutdownsTest {

    private static final Instant T0 = Instant.parse("2026-05-01T02:00:00Z");
    private static final Guest WEB = Guests.guest("web");
    private static final String WORKER = "Microsoft-Windows-Hyper-V-Worker-Admin";

    private final List<HostEvent> events = new ArrayList<>();

    @Test
    void hostWithAPastTeachesWhatWasWorkedOutByHand() {
        List<HostEvent> newestFirst = new ArrayList<>(PastHost.events());
        Collections.reverse(newestFirst);
        PastShutdowns.Found found = PastShutdowns.of(newestFirst, PastHost.guests());
        assertThat(PastHost.inWords(found.samples())).containsExactlyInAnyOrderElementsOf(PastHost.stops());
        assertThat(PastHost.hostInWords(found.shutdowns())).containsExactlyElementsOf(PastHost.hostStops());
        assertThat(found.samples()).allMatch(s -> s.cause() == StopCause.HOST_SHUTDOWN);
        assertThat(found.samples()).extracting(StopSample::others).containsExactly(2, 2, 2, 2, 2, 2, 1, 1);
    }

    @Test
    void shutdownThatWasCalledOffIsNone() {
        host(1074, 0);
        guest(18504, 30);
        host(109, 90_000);
        guest(18504, 90_020);
        host(13, 90_060);
        host(12, 90_200);
        assertThat(found().shutdowns())
                .extracting(HostShutdown::began, HostShutdown::took, HostShutdown::guests)
                .containsExactly(tuple(T0.plusSeconds(90_000), Duration.ofSeconds(60), Duration.ofSeconds(20)));
        assertThat(found().samples()).extracting(StopSample::took).containsExactly(Duration.ofSeconds(20));
    }

    @Test
    void shutdownThatIsUnderWayIsNoneYet() {
        host(1074, 0);
        guest(18504, 30);
        assertThat(found().shutdowns()).isEmpty();
        assertThat(found().samples()).isEmpty();
    }

    @Test
    void stopAfterTheNextBootIsNotTheHosts() {
        host(1074, 0);
        host(13, 30);
        host(12, 90);
        guest(18504, 120);
        assertThat(found().samples()).isEmpty();
    }

    @Test
    void powerThatWentWhileNobodyShutDownIsToldOnceForEachBoot() {
        host(12, 90);
        host(41, 92);
        host(6008, 100);
        host(6005, 101);
        host(1074, 10_000);
        host(13, 10_030);
        host(12, 10_090);
        host(6005, 10_100);
        host(6005, 90_000);
        host(6008, 90_001);
        assertThat(found().shutdowns())
                .extracting(HostShutdown::began, HostShutdown::ending)
                .containsExactly(
                        tuple(T0.plusSeconds(90), HostShutdown.Ending.CUT),
                        tuple(T0.plusSeconds(10_000), HostShutdown.Ending.STOPPED),
                        tuple(T0.plusSeconds(90_000), HostShutdown.Ending.CUT));
    }

    @Test
    void endThatNothingTellsOfIsUnknown() {
        host(1074, 0);
        host(12, 90);
        host(6005, 95);
        assertThat(found().shutdowns()).extracting(HostShutdown::ending).containsExactly(HostShutdown.Ending.UNKNOWN);
    }

    @Test
    void guestThatIsSavedByTheHostAndCutOffHadBegunToBeSaved() {
        host(1074, 0);
        guest(18502, 30);
        host(13, 60);
        host(12, 90);
        assertThat(found().samples())
                .extracting(StopSample::method, StopSample::ending)
                .containsExactly(tuple(StopMethod.SAVE, StopEnding.CUT_OFF));
    }

    @Test
    void nothingIsLearnedOfGuestsThatAreGone() {
        host(1074, 0);
        events.add(new HostEvent(WORKER, 18504, T0.plusSeconds(5), Guests.id("gone")));
        host(13, 60);
        host(12, 90);
        assertThat(found().samples()).isEmpty();
        assertThat(found().shutdowns()).hasSize(1);
    }

    private PastShutdowns.Found found() {
        return PastShutdowns.of(events, List.of(WEB));
    }

    private void host(int id, int second) {
        events.add(new HostEvent("System", id, T0.plusSeconds(second), null));
    }

    private void guest(int id, int second) {
        GuestId web = WEB.id();
        events.add(new HostEvent(WORKER, id, T0.plusSeconds(second), web));
    }
}

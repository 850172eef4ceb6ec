package dev.lastwatt.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.outage.Attempt;
import dev.lastwatt.core.outage.GuestRun;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.outage.Outcome;
import dev.lastwatt.core.outage.Run;
import dev.lastwatt.core.plan.InFlight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveViewTest {

    private static final GuestId WEB = Hosts.id(3);

    private final StringBuilder out = new StringBuilder();

    private static Hosts office(long seconds, @Nullable OutageState state) {
        Hosts host = Hosts.office();
        if (seconds > 0) {
            host.onBatteryFor(Duration.ofSeconds(seconds));
        }
        host.lowerBound = Duration.ofSeconds(720 - seconds);
        if (state != null) {
            host.state = state;
        }
        return host;
    }

    private static Run run(@Nullable Instant webDownAt) {
        Instant asked = Hosts.NOW.plusSeconds(100);
        return new Run(
                RunId.beganAt(Hosts.NOW),
                "boot",
                Hosts.NOW,
                asked,
                Map.of(
                        WEB,
                        new GuestRun(
                                WEB,
                                "WEB01",
                                List.of(new Attempt(
                                        StopMethod.SHUTDOWN, asked, asked.plusSeconds(30), Outcome.ACCEPTED)),
                                webDownAt,
                                webDownAt == null ? null : GuestState.OFF,
                                null,
                                null,
                                null,
                                0,
                                null,
                                null)));
    }

    private static Hosts stopping(GuestState web) {
        Hosts host = office(105, new OutageState.Stopping(run(null)));
        Guest guest = host.guests.get(2);
        host.guests.set(2, guest.withState(web));
        host.inFlight.put(WEB, new InFlight(StopMethod.SHUTDOWN, Hosts.NOW.plusSeconds(100)));
        return host;
    }

    private static Hosts stopped() {
        Hosts host = office(120, new OutageState.Stopping(run(Hosts.NOW.plusSeconds(117))));
        host.guests.set(2, host.guests.get(2).withState(GuestState.OFF));
        return host;
    }

    @Test
    void withoutATerminalEachChangeIsOneLineWithItsTimeAfterTheFailure() {
        LiveView view = new LiveView(out, false);
        view.update(office(0, null).snapshot());
        view.update(office(5, new OutageState.RidingThrough(Hosts.NOW)).snapshot());
        view.update(office(20, new OutageState.Holding(Hosts.NOW)).snapshot());
        view.update(stopping(GuestState.STOPPING).snapshot());
        view.update(stopped().snapshot());
        view.update(office(130, new OutageState.Committed(run(Hosts.NOW.plusSeconds(117)), Hosts.NOW, false))
                .snapshot());
        assertThat(out.toString().lines())
                .contains(
                        "   -:--  power: on line",
                        "   0:05  power: on battery",
                        "   0:05  phase: riding through, nothing is stopped yet",
                        "   1:45    WEB01: asked to stop by shutdown, at worst it takes 30 s",
                        "   1:45    WEB01: is stopping",
                        "   2:00    WEB01: down (off) after 17 s",
                        "   2:10  phase: committed, no way back: the host is asked to shut down")
                .anySatisfy(l -> assertThat(l).startsWith("   0:20  phase: holding, the first stop begins by "));
    }

    @Test
    void whatDoesNotChangeIsNotRepeated() {
        LiveView view = new LiveView(out, false);
        view.update(stopping(GuestState.STOPPING).snapshot());
        int length = out.length();
        view.update(stopping(GuestState.STOPPING).snapshot());
        assertThat(out).hasSize(length);
    }

    @Test
    void mainsThatReturnAreTimedFromTheSameFailure() {
        LiveView view = new LiveView(out, false);
        view.update(office(20, new OutageState.Holding(Hosts.NOW)).snapshot());
        Hosts back = office(0, null);
        back.now = Hosts.NOW.plusSeconds(75);
        back.failedAt = back.now;
        view.update(back.snapshot());
        assertThat(out.toString().lines())
                .contains("   1:15  power: on line, the mains are back", "   1:15  phase: on line");
    }

    @Test
    void onATerminalTheBlockIsDrawnOverItself() {
        LiveView view = new LiveView(out, true);
        view.update(stopping(GuestState.RUNNING).snapshot());
        String first = out.toString();
        assertThat(first)
                .contains("1:45 after the failure | on battery | stopping | armed")
                .contains("stopping  shutdown asked 5 s ago, at worst 25 s to go")
                .contains("stops in ")
                .contains("battery [##############################] at least 10 min 15 s");
        out.setLength(0);
        view.update(stopped().snapshot());
        long drawn = first.chars().filter(c -> c == '\n').count();
        assertThat(out.toString())
                .startsWith("\u001b[" + drawn + "A\r")
                .endsWith("\u001b[J")
                .contains("down      (off) after 17 s");
    }

    @Test
    void noLineOfTheBlockIsWiderThanATerminalWhateverTheNames() {
        Hosts host = BudgetTextTest.hostile();
        new LiveView(out, true).update(host.snapshot());
        String plain = out.toString().replaceAll("\u001b\\[[KJ]", "");
        assertThat(plain).doesNotContain("\u001b", "\u202E");
        assertThat(plain.lines()).allSatisfy(l -> assertThat(Legible.width(l)).isLessThanOrEqualTo(79));
    }

    @Test
    void aServiceThatKnowsNothingYetIsShownAllTheSame() {
        new LiveView(out, true).update(new Hosts().knowingNothing());
        new LiveView(out, false).update(new Hosts().knowingNothing());
        assertThat(out.toString())
                .contains("no plan: the guests have not been read yet")
                .contains("alarm: no reading of the UPS")
                .doesNotContain("null");
    }

    @Test
    void theTimeMayBeGivenByASimulation() {
        new LiveView(out, false).update(office(0, null).snapshot(), Duration.ofSeconds(3));
        assertThat(out.toString()).startsWith("   0:03  power: on line");
    }
}

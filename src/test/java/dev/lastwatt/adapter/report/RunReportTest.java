package dev.lastwatt.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.DrillId;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.journal.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunReportTest {

    private static final RunId RUN = RunId.beganAt(Hosts.NOW);
    private static final GuestId WEB = Hosts.id(1);
    private static final GuestId SQL = Hosts.id(2);
    private static final GuestId STUCK = Hosts.id(3);

    private final List<JournalEntry> entries = new ArrayList<>();

    private static Instant at(long seconds) {
        return Hosts.NOW.plusSeconds(seconds);
    }

    private void add(Fact fact) {
        entries.add(new JournalEntry(entries.size() + 1L, fact));
    }

    private void began() {
        add(new Fact.PowerChanged(at(1), "boot", "on battery", at(0)));
        add(new Fact.RunBegan(at(300), RUN, "boot", at(0), "the first latest safe start has come"));
        add(new Fact.PhaseEntered(at(300), RUN, Phase.STOPPING, "a guest is due"));
    }

    private void ask(GuestId guest, String name, StopMethod method, long at, long expected, long worst) {
        add(new Fact.StopRequested(
                at(at), RUN, guest, name, method, at(expected), at(worst), "preferred by the policy"));
        add(new Fact.StopAnswered(at(at + 1), RUN, guest, name, method, "accepted", ""));
    }

    private void down(GuestId guest, String name, GuestState state, long at, long took) {
        add(new Fact.GuestDown(at(at), RUN, guest, name, state, Duration.ofSeconds(took)));
    }

    private RunReport report() {
        return RunReport.of(entries, ZoneOffset.UTC).orElseThrow();
    }

    @Test
    void aFullDrillTellsHowLongEachPartTook() {
        began();
        add(new Fact.RunIsDrill(at(300), RUN, DrillId.beganAt(Hosts.NOW), at(3600), false));
        ask(WEB, "web1", StopMethod.SHUTDOWN, 300, 320, 340);
        down(WEB, "web1", GuestState.OFF, 325, 25);
        add(new Fact.BatteryNoted(at(330), RUN, "held at the commit point", 71.0, Duration.ofSeconds(600)));

        String text = RunText.render(report());

        assertThat(text).contains("The full drill\n- from the plug to the first stop: 5 min\n- web1: 25 s to stop");
        assertThat(text).contains("71 %, runtime 10 min at least");
        assertThat(RunPage.render(report())).contains("<h2>The full drill</h2>");
    }

    @Test
    void aRunOfAnOutageHasNoPartOfADrill() {
        began();
        assertThat(RunText.render(report())).doesNotContain("The full drill");
    }

    @Test
    void aWholeRunIsToldAsPlannedAgainstActual() {
        began();
        ask(WEB, "WEB01", StopMethod.SHUTDOWN, 300, 316, 330);
        down(WEB, "WEB01", GuestState.OFF, 318, 18);
        ask(SQL, "SQL01", StopMethod.SHUTDOWN, 318, 380, 400);
        down(SQL, "SQL01", GuestState.OFF, 412, 94);
        add(new Fact.HostShutdownAsked(at(413), RUN, "every guest is down"));
        add(new Fact.HostShutdownAnswered(at(414), RUN, true, "0"));
        add(new Fact.RunEnded(at(900), RUN, RunOutcome.COMPLETED, "the host was shut down"));
        RunReport report = report();

        StopRecord web = report.stops().get(0);
        assertThat(web.took()).isEqualTo(18);
        assertThat(web.slack()).isEqualTo(12);
        assertThat(web.missedItsEstimate()).isFalse();
        StopRecord sql = report.stops().get(1);
        assertThat(sql.slack()).isEqualTo(-12);
        assertThat(report.missed()).containsExactly(sql);
        assertThat(report.stopping()).contains(112L);
        assertThat(report.hostAskedAt()).isEqualTo(413);
        assertThat(report.hostAnswer()).isEqualTo("accepted");

        String text = RunText.render(report);
        assertThat(text)
                .contains("Completed: 2 stops asked for, 2 seen down, 0 given up, 0 started again, 1 missed")
                .contains("- SQL01: 12 s later than its worst case")
                .contains("stopping took     1 min 52 s")
                .contains("host asked        6:53, accepted");
    }

    @Test
    void aGuestThatFellBackToAnotherMethodIsMeasuredAgainstTheFirstRequest() {
        began();
        ask(STUCK, "STUCK", StopMethod.SHUTDOWN, 300, 320, 340);
        ask(STUCK, "STUCK", StopMethod.SAVE, 345, 350, 360);
        down(STUCK, "STUCK", GuestState.SAVED, 352, 7);
        StopRecord stop = report().stops().get(0);
        assertThat(stop.methods()).containsExactly(StopMethod.SHUTDOWN, StopMethod.SAVE);
        assertThat(stop.took()).isEqualTo(52);
        assertThat(stop.missedItsEstimate()).isTrue();
        assertThat(stop.result()).isEqualTo("saved");
    }

    @Test
    void aGuestThatIsStartedAgainAndStoppedAnewHasTwoRecords() {
        began();
        ask(WEB, "WEB01", StopMethod.SHUTDOWN, 300, 316, 330);
        down(WEB, "WEB01", GuestState.OFF, 318, 18);
        add(new Fact.StartRequested(at(400), RUN, WEB, "WEB01"));
        add(new Fact.GuestUp(at(440), RUN, WEB, "WEB01", Duration.ofSeconds(40)));
        ask(WEB, "WEB01", StopMethod.SHUTDOWN, 500, 516, 530);
        RunReport report = report();
        assertThat(report.stops()).hasSize(2);
        assertThat(report.stops().get(0).result()).isEqualTo("runs again");
        assertThat(report.stops().get(0).upAt()).isEqualTo(440);
        assertThat(report.stops().get(1).result()).isEqualTo("not seen down");
    }

    @Test
    void aGuestThatWasGivenUpMissedItsEstimateAndSaysWhy() {
        began();
        ask(STUCK, "STUCK", StopMethod.SHUTDOWN, 300, 320, 340);
        add(new Fact.GuestGivenUp(at(420), RUN, STUCK, "STUCK", "ignores everything"));
        assertThat(report().missed()).hasSize(1);
        assertThat(RunText.render(report()))
                .contains("given up: STUCK: ignores everything")
                .contains("- STUCK: was not down by 5:40 and was given up");
    }

    @Test
    void aRunThatIsStillUnderWaySaysSo() {
        began();
        assertThat(RunText.render(report()))
                .contains("Not over yet")
                .contains("host asked        not yet")
                .contains("No guest was touched.")
                .doesNotContain("null");
    }

    @Test
    void aFullDrillThatWaitedAtTheCommitPointDidReachIt() {
        began();
        add(new Fact.BatteryNoted(at(320), RUN, Fact.BatteryNoted.HELD, 60.0, Duration.ofMinutes(9)));
        add(new Fact.RunEnded(at(400), RUN, RunOutcome.CANCELLED, "the plug is back in"));
        assertThat(RunText.render(report()))
                .contains("host asked        never: the drill waited at the commit point from 5:20 on")
                .doesNotContain("not reached");
    }

    @Test
    void factsOfAnotherRunAreLeftOut() {
        RunId other = RunId.beganAt(Hosts.NOW.minusSeconds(86_400));
        add(new Fact.RunBegan(at(-86_000), other, "old", at(-86_400), "an earlier outage"));
        add(new Fact.GuestDown(at(-85_900), other, SQL, "SQL01", GuestState.OFF, null));
        began();
        assertThat(report().run()).isEqualTo(RUN);
        assertThat(report().stops()).isEmpty();
    }

    @Test
    void entriesWithoutARunGiveNoReport() {
        add(new Fact.PowerChanged(at(1), "boot", "on battery", at(0)));
        assertThat(RunReport.of(entries, ZoneOffset.UTC)).isEmpty();
    }

    @Test
    void hostileNamesAndReasonsAreHarmlessInTextAndOnThePage() {
        began();
        ask(WEB, BudgetTextTest.HOSTILE + "\n\u001b[2J\u202E" + "x".repeat(300), StopMethod.SAVE, 300, 310, 320);
        add(new Fact.GuestGivenUp(at(420), RUN, WEB, BudgetTextTest.HOSTILE, "<img onerror=x>\nforged"));
        String text = RunText.render(report());
        assertThat(text).doesNotContain("\u001b", "\u202E", "\nforged");
        assertThat(text.lines()).allSatisfy(l -> assertThat(Legible.width(l)).isLessThanOrEqualTo(120));
        assertThat(RunPage.render(report()))
                .doesNotContain("<script", "<img", "\u001b", "NOT_FOUND")
                .contains("&lt;img onerror=x&gt;")
                .endsWith("</html>\n");
    }

    @Test
    void saysWhereTheTimeWentAndWhatTheEstimatesMissedBy() {
        began();
        ask(WEB, "WEB01", StopMethod.SHUTDOWN, 300, 316, 330);
        down(WEB, "WEB01", GuestState.OFF, 318, 18);
        ask(SQL, "SQL01", StopMethod.SHUTDOWN, 320, 380, 400);
        down(SQL, "SQL01", GuestState.OFF, 412, 92);
        add(new Fact.HostShutdownAsked(at(415), RUN, "every guest is down"));
        add(new Fact.HostShutdownAnswered(at(417), RUN, true, "0"));
        RunReport report = report();
        assertThat(report.stretches())
                .extracting(Stretch::from, Stretch::to)
                .containsExactly(tuple(0L, 300L), tuple(300L, 412L), tuple(412L, 415L), tuple(415L, 417L));
        assertThat(report.stretches().get(1).what()).endsWith("the last chain was WEB01 18 s, then SQL01 1 min 32 s");
        assertThat(report.missedBy())
                .isEqualTo("1 of 2 were down by their worst case (p95), 2 later than expected (p50); furthest off was"
                        + " SQL01, 32 s later than expected");
        assertThat(RunText.render(report))
                .contains("Where the time went", "0:00  5:00   5 min 0 s  before the first stop");
        assertThat(RunPage.render(report)).contains("Where the time went", "+0:32");
    }

    @Test
    void aSecondOutageThatEndsBeforeTheFirstStartWouldStopNobody() {
        began();
        ask(WEB, "WEB01", StopMethod.SHUTDOWN, 300, 316, 330);
        down(WEB, "WEB01", GuestState.OFF, 318, 18);
        add(new Fact.PhaseEntered(at(325), RUN, Phase.RECOVERING, "the mains are back"));
        Hosts today = Hosts.office();
        today.lowerBound = Duration.ofMinutes(20);
        List<String> second = Hindsight.of(report(), today.snapshot());
        assertThat(second.get(0)).startsWith("that outage lasted 5 min 25 s; now the first stop would begin");
        assertThat(second).contains("A second such outage would stop no guest: the mains would be back before.");
        assertThat(RunText.render(report(), second)).contains("A second such outage\n- that outage lasted 5 min 25 s");
        assertThat(RunPage.render(report(), second)).contains("<h2>A second such outage</h2>");
    }

    @Test
    void aSecondOutageWithoutAnEndInSightWouldTakeTheHostDown() {
        began();
        ask(WEB, "WEB01", StopMethod.SHUTDOWN, 300, 316, 330);
        down(WEB, "WEB01", GuestState.OFF, 318, 18);
        add(new Fact.HostShutdownAsked(at(319), RUN, "every guest is down"));
        List<String> second = Hindsight.of(report(), Hosts.office().snapshot());
        assertThat(second.get(0)).startsWith("that outage lasted at least 5 min 19 s");
        assertThat(second).anySatisfy(l -> assertThat(l).contains("would stop all 7 guests and take the host down"));
        assertThat(Hindsight.of(report(), Hosts.office().knowingNothing()))
                .containsExactly("cannot be said: there is no plan now");
    }

    @Test
    void aSecondOutageThatEndsBetweenWouldStopTheGuestsThatAreDueByThen() {
        began();
        ask(WEB, "WEB01", StopMethod.SHUTDOWN, 300, 316, 330);
        add(new Fact.PhaseEntered(at(330), RUN, Phase.RECOVERING, "the mains are back"));
        assertThat(Hindsight.of(report(), Hosts.office().snapshot()))
                .contains("A second such outage would stop 2 of 7 guests, and start them again.");
    }
}

package dev.lastwatt.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.report.Verdict.Answer;
import dev.lastwatt.app.Arming;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.outage.Attempt;
import dev.lastwatt.core.outage.GuestRun;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.outage.Outcome;
import dev.lastwatt.core.outage.Run;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.policy.OtherServer;
import dev.lastwatt.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BudgetReportTest {

    private static BudgetReport report(Snapshot snapshot) {
        return BudgetReport.of(snapshot, ZoneOffset.UTC);
    }

    private static Marks marks(BudgetReport report) {
        Marks marks = report.marks();
        assertThat(marks).isNotNull();
        return Objects.requireNonNull(marks);
    }

    @Test
    void theAnswerComesFirstAndSaysHowMuchIsOver() {
        BudgetReport report = report(Hosts.office().snapshot());
        assertThat(report.verdict().answer()).isEqualTo(Answer.YES);
        assertThat(report.verdict().sentence())
                .isEqualTo("Yes, with " + Spans.words(marks(report).margin()) + " to spare.");
        assertThat(report.verdict().question()).isEqualTo("Would we make it today?");
    }

    @Test
    void aBatteryThatDoesNotSufficeIsSaidToBeShortAndWhatWouldHelp() {
        Hosts host = Hosts.office();
        host.lowerBound = Duration.ofSeconds(200);
        BudgetReport report = report(host.snapshot());
        assertThat(report.verdict().answer()).isEqualTo(Answer.NO);
        assertThat(report.verdict().sentence()).startsWith("No: ").endsWith(" short.");
        assertThat(report.sections()).anySatisfy(s -> {
            assertThat(s.title()).isEqualTo("What would help");
            assertThat(s.rows()).isNotEmpty();
        });
        assertThat(marks(report).margin()).isNegative();
    }

    @Test
    void withoutARuntimeOfTheDeviceTheAnswerIsThatItCannotBeKnown() {
        Hosts host = Hosts.office();
        host.reported = null;
        BudgetReport report = report(host.snapshot());
        assertThat(report.verdict().answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(report.verdict().sentence())
                .startsWith("Cannot know: the UPS does not say how long its battery lasts.")
                .contains("By what is known or assumed: yes, with ");
        assertThat(report.unknowns()).contains("the UPS gives no runtime");
    }

    @Test
    void withoutAnInventoryThereIsNoSumButAnAnswer() {
        BudgetReport report = report(Hosts.office().knowingNothing());
        assertThat(report.verdict().answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(report.verdict().sentence()).contains("the guests have not been read yet");
        assertThat(report.marks()).isNull();
        assertThat(report.unknowns()).contains("which guests there are");
    }

    @Test
    void aHypervisorThatDoesNotAnswerMakesTheAnswerAGuess() {
        Hosts host = Hosts.office();
        host.hypervisorAnswers = false;
        assertThat(report(host.snapshot()).verdict().sentence()).contains("the hypervisor does not answer");
    }

    @Test
    void aServiceThatWouldNotActSaysSoRightUnderTheAnswer() {
        Hosts host = Hosts.office();
        host.arming = new Arming(false, null, List.of());
        assertThat(report(host.snapshot()).verdict().caveats().get(0)).startsWith("Nothing would be stopped");
        host.arming = new Arming(true, null, List.of("apcupsd on this host would act too"));
        assertThat(report(host.snapshot()).verdict().caveats().get(0)).contains("apcupsd on this host would act too");
    }

    @Test
    void whatWasNeverMeasuredIsNamed() {
        BudgetReport report = report(Hosts.office().snapshot());
        assertThat(report.unknowns())
                .anySatisfy(u -> assertThat(u).startsWith("never measured").contains("LINUX-TEST"))
                .anySatisfy(u ->
                        assertThat(u).startsWith("cannot be asked to shut down").contains("APPLIANCE"))
                .anySatisfy(u ->
                        assertThat(u).startsWith("in a state that is not known").contains("STRANGE"));
        assertThat(report.left()).extracting(BudgetReport.LeftLine::name).contains("STRANGE");
    }

    @Test
    void everyLengthThatIsPrintedAddsUpToTheSecondAndIsWithinASecondOfThePlan() {
        for (long seed = 0; seed < 400; seed++) {
            Snapshot snapshot = Hosts.random(seed).snapshot();
            Plan plan = Objects.requireNonNull(snapshot.plan());
            Marks m = marks(report(snapshot));
            assertThat(m.guests() + m.host() + m.reserve()).as("seed %d", seed).isEqualTo(m.needed());
            assertThat(m.lowerBound() - m.ridingThrough()).as("seed %d", seed).isEqualTo(m.available());
            assertThat(m.available() - m.needed()).as("seed %d", seed).isEqualTo(m.margin());
            near(m.guests(), plan.budget().guests());
            near(m.host(), plan.budget().host());
            near(m.reserve(), plan.budget().reserve());
            near(m.needed(), plan.budget().needed());
            near(m.available(), plan.budget().available());
            near(m.margin(), plan.budget().margin());
            assertThat(m.margin() < 0 && plan.budget().fits())
                    .as("seed %d", seed)
                    .isFalse();
        }
    }

    private static void near(long printed, Duration exact) {
        assertThat(Math.abs(printed * 1000 - exact.toMillis())).isLessThan(1000);
    }

    @Test
    void theFiguresOfEveryGuestAddUpToTheSecond() {
        for (long seed = 0; seed < 400; seed++) {
            Hosts host = Hosts.random(seed);
            BudgetReport report = report(host.snapshot());
            for (StopLine g : report.stops()) {
                assertThat(g.start() + g.median()).as("seed %d", seed).isEqualTo(g.expectedEnd());
                boolean shares = g.method() == StopMethod.SAVE
                        && (host.policy.savesPerVolume() > 1
                                || !host.policy.limits().savesOnVolume().isEmpty());
                assertThat(shares || g.start() + g.upper() == g.worstEnd())
                        .as("seed %d %s", seed, g)
                        .isTrue();
                assertThat(marks(report).earliest() + g.slack()).isEqualTo(g.start());
                assertThat(g.median()).isNotNegative();
            }
            assertThat(report.stops().stream().map(StopLine::name).distinct())
                    .as("names tell guests apart, seed %d", seed)
                    .hasSameSizeAs(report.stops());
        }
    }

    @Test
    void anotherServerThatNeedsLongerDecides() {
        Hosts host = Hosts.random(3);
        host.guests.clear();
        host.dependencies.clear();
        host.inFlight.clear();
        host.policy = new Policy(
                new Policy.Times(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(90),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(5),
                        Duration.ZERO),
                new Policy.Limits(1, 8),
                List.of(new OtherServer("NAS", Duration.ofMinutes(4))),
                List.of(),
                Policy.Windows.NONE,
                null,
                List.of());
        BudgetReport report = report(host.snapshot());
        assertThat(report.decides()).contains("another server on this UPS").contains("4 min 0 s");
        assertThat(report.others()).extracting(BudgetReport.OtherLine::name).containsExactly("NAS");
    }

    @Test
    void guestsThatAreDownAlreadyAreShownWithTheTimeTheyTook() {
        Hosts host = Hosts.office().onBatteryFor(Duration.ofSeconds(300));
        GuestId web = Hosts.id(3);
        Instant asked = Hosts.NOW.plusSeconds(100);
        host.guests.set(2, host.guests.get(2).withState(GuestState.OFF));
        host.state = new OutageState.Stopping(new Run(
                RunId.beganAt(Hosts.NOW),
                "boot",
                Hosts.NOW,
                asked,
                Map.of(
                        web,
                        new GuestRun(
                                web,
                                "WEB01",
                                List.of(new Attempt(
                                        StopMethod.SHUTDOWN, asked, asked.plusSeconds(30), Outcome.ACCEPTED)),
                                asked.plusSeconds(17),
                                GuestState.OFF,
                                null,
                                null,
                                null,
                                0,
                                null,
                                null))));
        BudgetReport report = report(host.snapshot());
        assertThat(report.down()).containsExactly(new BudgetReport.DownLine("WEB01", "off", 100, 117));
        assertThat(BudgetText.render(report)).contains("Already down: WEB01, off since 1:57, took 17 s");
        assertThat(report.verdict().question()).isEqualTo("Will we make it?");
    }
}

package dev.lastwatt.core.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.app.CalibrationRequest;
import dev.lastwatt.app.DrillProgress;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.policy.OtherServer;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.RuntimeTable;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.fake.OutageWorld;
import dev.lastwatt.fake.VirtualTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partial discharge on an armed service: a UPS whose battery is three years old, 2000 s by its table. */
class CalibrationTest {

    private static final String COMMAND = "calibrate.start";
    private static final Battery THREE_YEARS_OLD = new Battery(
            VirtualTime.START.minus(Duration.ofDays(1096)),
            RuntimeTable.atPresentLoad(Duration.ofSeconds(2000)),
            null,
            Duration.ofMinutes(5));

    private final OutageWorld world = new OutageWorld();

    @BeforeEach
    void aServiceThatIsArmed() {
        world.battery = THREE_YEARS_OLD;
        holds(1700);
        world.guest("web", 40);
        world.guest("db", 60);
        world.armed().seconds(2);
    }

    @Test
    void byTheCommandOfTheUpsAFifthIsTakenAndNobodyIsStopped() {
        assertThat(calibrate(COMMAND)).isEmpty();
        world.until(() -> world.testing, 5);
        Set<Phase> seen = new HashSet<>();
        world.until(
                () -> {
                    seen.add(world.state().phase());
                    return !progress().running();
                },
                700);
        assertThat(seen).containsExactly(Phase.ON_LINE);
        assertThat(world.tests).startsWith(true).endsWith(false);
        assertThat(world.asks).isEmpty();
        assertThat(world.left).as("a fifth of what it holds is taken").isCloseTo(0.8 * 1700, within(10.0));
        assertThat(progress().succeeded()).isTrue();
    }

    @Test
    void whatItBoughtIsReportedAndTheNextEstimateIsThat() {
        Duration before = lower();
        assertThat(calibrate(COMMAND)).isEmpty();
        world.until(() -> !progress().running(), 700);
        Fact.CalibrationEnded end = ended();
        assertThat(end.reached()).isTrue();
        assertThat(end.lowerBefore()).isCloseTo(before, Duration.ofSeconds(2));
        assertThat(Objects.requireNonNull(end.lowerAfter())).isGreaterThan(before.plusSeconds(60));
        assertThat(Objects.requireNonNull(end.healthAfter())).isCloseTo(0.85, within(0.05));
        assertThat(world.facts(Fact.BatteryCalibrated.class)).hasSize(1);
        assertThat(progress().lines())
                .anyMatch(l -> l.contains("health: ") && l.contains(" before, ") && l.contains(" now"))
                .anyMatch(l -> l.matches(".*: \\+\\d+ points of service at the same risk"));

        world.seconds(900);
        assertThat(lower()).isCloseTo(end.lowerAfter(), Duration.ofSeconds(5));
    }

    @Test
    void batteryThatIsWorseThanItsGaugeSaysIsFoundOut() {
        holds(1300);
        world.optimism = 2000.0 / 1300;
        world.seconds(1);
        Duration before = lower();
        assertThat(calibrate(COMMAND)).isEmpty();
        world.until(() -> !progress().running(), 700);
        Fact.CalibrationEnded end = ended();
        assertThat(Objects.requireNonNull(end.healthAfter())).isLessThan(Objects.requireNonNull(end.healthBefore()));
        assertThat(end.healthAfter()).isCloseTo(0.65, within(0.08));
        world.seconds(900);
        assertThat(lower()).isCloseTo(Objects.requireNonNull(end.lowerAfter()), Duration.ofSeconds(5));
        assertThat(lower().toSeconds()).isLessThan(1300);
        assertThat(before).isPositive();
    }

    @Test
    void batteryThatFailsHalfWayEndsIt() {
        assertThat(calibrate(COMMAND)).isEmpty();
        world.seconds(150);
        world.left = 400;
        world.until(() -> !progress().running(), 10);
        assertThat(ended().reached()).isFalse();
        assertThat(ended().summary()).contains("the charge fell from");
        assertThat(world.testing).isFalse();
        assertThat(world.asks).isEmpty();
        assertThat(progress().succeeded()).isFalse();
    }

    @Test
    void lowBatteryEndsItAtOnceAndStartsNoRunWhileTheMainsAreThere() {
        assertThat(calibrate(COMMAND)).isEmpty();
        world.seconds(100);
        world.flags.add(StatusFlag.LB);
        world.seconds(1);
        assertThat(world.testing).isFalse();
        world.flags.clear();
        world.seconds(3);
        assertThat(world.state().phase()).isEqualTo(Phase.ON_LINE);
        assertThat(ended().summary()).contains("low");
    }

    @Test
    void lowBatteryThatStaysWhereTheUpsDoesNotObeyIsAnOutage() {
        assertThat(calibrate(COMMAND)).isEmpty();
        world.seconds(100);
        world.obeys = false;
        world.flags.add(StatusFlag.LB);
        world.reportedCharge = 40.0;
        world.seconds(1);
        world.until(() -> world.state().phase() == Phase.STOPPING, 20);
        assertThat(world.tests).filteredOn(on -> !on).hasSizeGreaterThan(2);
    }

    @Test
    void mainsThatFailMeanwhileAreAnOutageWithoutDelay() {
        assertThat(calibrate(COMMAND)).isEmpty();
        world.seconds(100);
        world.fail().seconds(2);
        assertThat(world.state().phase()).isIn(Phase.RIDING_THROUGH, Phase.HOLDING);
        world.until(world::hostIsAsked, 2000);
        assertThat(world.states("web", "db")).containsOnly(GuestState.OFF);
        assertThat(world.left).isGreaterThan(60);
    }

    @Test
    void guestThatStopsRunningEndsIt() {
        assertThat(calibrate(COMMAND)).isEmpty();
        world.seconds(50);
        world.guest("web").state = GuestState.OFF;
        world.until(() -> !progress().running(), 5);
        assertThat(ended().summary()).contains("web does not run any more");
    }

    @Test
    void upsThatFallsSilentEndsIt() {
        assertThat(calibrate(COMMAND)).isEmpty();
        world.seconds(50);
        world.contact = false;
        world.until(() -> !world.testing, 10);
        world.contact = true;
        world.until(() -> !progress().running(), 5);
        assertThat(ended().summary()).contains("does not answer");
    }

    @Test
    void loadThatRisesEndsIt() {
        world.watts = 300.0;
        world.seconds(1);
        assertThat(calibrate(COMMAND)).isEmpty();
        world.seconds(50);
        world.watts = 400.0;
        world.until(() -> !progress().running(), 5);
        assertThat(ended().summary()).contains("the load has risen by 33 %");
    }

    @Test
    void upsThatEndsItsTestByItselfIsSaid() {
        assertThat(calibrate(COMMAND)).isEmpty();
        world.seconds(12);
        world.testing = false;
        world.until(() -> !progress().running(), 5);
        assertThat(ended().summary()).contains("ended its test by itself").contains("--by-hand");
    }

    @Test
    void upsThatDoesNotStartIsSaid() {
        world.obeys = false;
        assertThat(calibrate(COMMAND)).isEmpty();
        world.until(() -> !progress().running(), 40);
        assertThat(ended().summary()).contains("did not go on battery");
    }

    @Test
    void administratorEndsIt() {
        assertThat(calibrate(COMMAND)).isEmpty();
        world.seconds(50);
        assertThat(world.engine().stopDrill("alice")).isEmpty();
        world.until(() -> !progress().running(), 5);
        assertThat(ended().summary()).contains("stopped by alice");
        assertThat(world.testing).isFalse();
    }

    @Test
    void serviceThatIsKilledEndsItAtItsNextStart() {
        assertThat(calibrate(COMMAND)).isEmpty();
        world.seconds(50);
        world.kill();
        world.passWithoutTheService(20);
        world.until(() -> !world.testing, 5);
        world.seconds(3);
        assertThat(ended().summary()).contains("restarted");
        assertThat(world.state().phase()).isEqualTo(Phase.ON_LINE);
        assertThat(world.asks).isEmpty();
    }

    @Test
    void byHandTheOperatorIsToldWhenToPullAndWhenToPlugIn() {
        assertThat(calibrate(null)).isEmpty();
        assertThat(progress().lines()).anyMatch(l -> l.contains("pull the plug"));
        world.seconds(30);
        world.fail();
        world.until(() -> progress().lines().stream().anyMatch(l -> l.contains("PLUG THE UPS BACK IN")), 700);
        assertThat(world.asks).isEmpty();
        assertThat(world.engine().snapshot().alarms()).anyMatch(a -> a.contains("plug the UPS back in"));
        world.mains = true;
        world.until(() -> !progress().running(), 5);
        assertThat(ended().reached()).isTrue();
        assertThat(world.tests).isEmpty();
    }

    @Test
    void plugThatStaysOutIsAnOutageLikeAnyOther() {
        assertThat(calibrate(null)).isEmpty();
        world.fail();
        world.until(world::hostIsAsked, 2000);
        assertThat(world.states("web", "db")).containsOnly(GuestState.OFF);
        assertThat(world.left).isGreaterThan(60);
    }

    @Test
    void dryNothingIsTouched() {
        assertThat(world.engine()
                        .calibrate(
                                new CalibrationRequest(
                                        world.time.now().plus(Duration.ofHours(1)), false, false, true, "test"),
                                COMMAND))
                .isEmpty();
        world.seconds(2);
        assertThat(world.tests).isEmpty();
        assertThat(world.facts(Fact.CalibrationBegan.class)).isEmpty();
        assertThat(progress().running()).isFalse();
        assertThat(progress().succeeded()).isTrue();
        assertThat(progress().lines()).anyMatch(l -> l.contains(COMMAND));
    }

    @Test
    void eachReasonAgainstItIsNamedWithWhatToDo() {
        world.guest("web").busy = true;
        world.left = 1500;
        world.others.add(new OtherServer("nas", Duration.ofSeconds(60)));
        world.kill();
        world.seconds(2);
        assertThat(reasons(calibrate(COMMAND, Duration.ofMinutes(3))))
                .contains("charged to 88 % only")
                .contains("the window is too short")
                .contains("other servers hang on this UPS: nas");
        world.fail().seconds(2);
        assertThat(reasons(calibrate(COMMAND))).contains("the host is on battery");
    }

    @Test
    void batteryThatWasJustUsedRefusesIt() {
        world.fail().seconds(90);
        world.mains = true;
        world.charging = 100;
        world.seconds(60);
        assertThat(reasons(calibrate(COMMAND))).contains("the battery fed the load until");
        world.kill();
        world.seconds(2);
        assertThat(reasons(calibrate(COMMAND))).contains("the battery fed the load until");
    }

    @Test
    void batteryOfWhichNothingIsKnownRefusesIt() {
        world.battery = Battery.unknown(Duration.ofMinutes(5));
        world.kill();
        world.seconds(2);
        assertThat(reasons(calibrate(COMMAND))).contains("lastwatt.battery.runtime-when-new");
    }

    @Test
    void planThatWouldNotFitAtTheEndRefusesIt() {
        world.guest("slow", 700);
        world.kill();
        world.seconds(2);
        assertThat(reasons(calibrate(COMMAND))).contains("might not suffice to stop the guests");
    }

    @Test
    void secondOneIsRefusedWhileTheFirstRuns() {
        assertThat(calibrate(COMMAND)).isEmpty();
        world.seconds(5);
        assertThat(reasons(calibrate(COMMAND))).contains("another drill runs");
        assertThat(progress().running()).isTrue();
    }

    private void holds(double seconds) {
        world.full = seconds;
        world.left = seconds;
    }

    private List<Refusal> calibrate(@Nullable String command) {
        return calibrate(command, Duration.ofHours(1));
    }

    private List<Refusal> calibrate(@Nullable String command, Duration window) {
        List<Refusal> refusals = world.engine()
                .calibrate(new CalibrationRequest(world.time.now().plus(window), false, false, false, "test"), command);
        world.engine().tick();
        return refusals;
    }

    private static String reasons(List<Refusal> refusals) {
        return refusals.stream().map(Refusal::words).collect(Collectors.joining("; "));
    }

    private DrillProgress progress() {
        return world.engine().snapshot().drill();
    }

    private Fact.CalibrationEnded ended() {
        List<Fact.CalibrationEnded> all = world.facts(Fact.CalibrationEnded.class);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private Duration lower() {
        return world.engine().snapshot().remaining().lowerBound();
    }
}

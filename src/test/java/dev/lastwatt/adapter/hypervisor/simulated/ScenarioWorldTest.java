package dev.lastwatt.adapter.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.adapter.hypervisor.simulated.Fate.End;
import dev.lastwatt.adapter.scenario.HostLoad;
import dev.lastwatt.adapter.scenario.Known.Kind;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.SmallScenario;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.fake.VirtualTime;
import dev.lastwatt.port.ActionAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The scenario format's laws. Expected figures were computed by the format's referee. */
class ScenarioWorldTest {

    private final VirtualTime time = new VirtualTime();

    private SimulatedHypervisor host(SmallScenario scenario) {
        return SimulatedHypervisor.of(scenario.build(), time, time::advance);
    }

    private static GuestId id(SimulatedHypervisor host, String name) {
        return host.guest(name).orElseThrow();
    }

    private static void ask(SimulatedHypervisor host, String name, StopMethod method) {
        assertThat(host.stop(id(host, name), method, "test")).isEqualTo(new ActionAnswer.Accepted());
    }

    private static Fate fate(SimulatedHypervisor host, String name) {
        return host.report().fate(name).orElseThrow();
    }

    private static double endedAt(SimulatedHypervisor host, String name) {
        return seconds(fate(host, name).at());
    }

    private static double seconds(@Nullable Instant at) {
        return Duration.between(VirtualTime.START, Objects.requireNonNull(at)).toNanos() / 1e9;
    }

    private static SmallScenario same(int guests, double shutdownSeconds) {
        SmallScenario scenario = new SmallScenario();
        for (int i = 0; i < guests; i++) {
            scenario.guest(5, shutdownSeconds);
        }
        return scenario;
    }

    @Test
    void upToEightShutdownsDoNotHinderEachOther() {
        SimulatedHypervisor host = host(same(8, 30));
        host.inventory().guests().forEach(g -> host.stop(g.id(), StopMethod.SHUTDOWN, "test"));
        time.toSecond(100);

        assertThat(endedAt(host, "g7")).isCloseTo(30, within(1e-6));
    }

    @Test
    void twelveShutdownsSlowEachOtherDown() {
        SimulatedHypervisor host = host(same(12, 30));
        host.inventory().guests().forEach(g -> host.stop(g.id(), StopMethod.SHUTDOWN, "test"));
        time.toSecond(100);

        assertThat(endedAt(host, "g11")).isCloseTo(32.4, within(1e-6));
    }

    @Test
    void onceTheQuickOnesAreDownTheOthersGoOnAtFullPace() {
        SmallScenario scenario = same(10, 20).guest(5, 50.0).guest(5, 50.0);
        SimulatedHypervisor host = host(scenario);
        host.inventory().guests().forEach(g -> host.stop(g.id(), StopMethod.SHUTDOWN, "test"));
        time.toSecond(100);

        assertThat(endedAt(host, "g0")).isCloseTo(21.6, within(1e-6));
        assertThat(endedAt(host, "g11")).isCloseTo(51.6, within(1e-6));
    }

    @Test
    void savesShareTheVolumeAndLoseALittleByIt() {
        SimulatedHypervisor host = host(same(3, 30));
        ask(host, "g0", StopMethod.SAVE);
        time.toSecond(5);
        ask(host, "g1", StopMethod.SAVE);
        time.toSecond(10);
        ask(host, "g2", StopMethod.SAVE);
        time.toSecond(100);

        assertThat(endedAt(host, "g0")).isCloseTo(49.9816, within(1e-3));
        assertThat(endedAt(host, "g1")).isCloseTo(60.2816, within(1e-3));
        assertThat(endedAt(host, "g2")).isCloseTo(62.7087, within(1e-3));
        assertThat(fate(host, "g2").end()).isEqualTo(End.SAVED);
    }

    @Test
    void aGuestThatHangsCanBeSavedWhileStoppingOnlyWhereThatIsTrueOfIt() {
        SimulatedHypervisor host = host(new SmallScenario().guest(5, null, true).guest(5, null, false));
        ask(host, "g0", StopMethod.SHUTDOWN);
        ask(host, "g1", StopMethod.SHUTDOWN);
        time.toSecond(1000);

        ask(host, "g0", StopMethod.SAVE);
        assertThat(host.stop(id(host, "g1"), StopMethod.SAVE, "test"))
                .isEqualTo(new ActionAnswer.Refused(ActionAnswer.Cause.WRONG_STATE, "state STOPPING"));
        ask(host, "g1", StopMethod.TURN_OFF);
        time.toSecond(1020);

        assertThat(fate(host, "g0").end()).isEqualTo(End.SAVED);
        assertThat(fate(host, "g1").end()).isEqualTo(End.TURNED_OFF);
        assertThat(fate(host, "g1").clean()).isFalse();
    }

    @Test
    void theHostIsOffItsOwnTimeAfterItsLastGuest() {
        SimulatedHypervisor host =
                host(new SmallScenario().guest(20, 20.0).guest(20, 40.0).guest(20, 60.0));
        time.toSecond(100);
        host.power().shutDown("test");
        List.of("g0", "g1", "g2").forEach(name -> ask(host, name, StopMethod.SHUTDOWN));
        time.toSecond(300);

        assertThat(seconds(host.report().hostOffAt())).isCloseTo(205, within(1e-6));
        assertThat(host.report().allClean()).isTrue();
        assertThat(host.watts()).isZero();
    }

    @Test
    void whatNeededAGuestThatWentDownFirstIsUncleanIfItsDiskLivedThere() {
        SimulatedHypervisor host = host(new SmallScenario()
                .guest(5, 30.0)
                .guest(5, 10.0)
                .guest(5, 30.0)
                .dependsOn("g0", "g1", Kind.HARD)
                .dependsOn("g2", "g1", Kind.SOFT));
        List.of("g0", "g1", "g2").forEach(name -> ask(host, name, StopMethod.SHUTDOWN));
        time.toSecond(60);

        assertThat(fate(host, "g0").end()).isEqualTo(End.SHUT_DOWN);
        assertThat(fate(host, "g0").clean()).isFalse();
        assertThat(fate(host, "g2").clean()).isTrue();
        assertThat(fate(host, "g2").broken())
                .containsExactly(new Fate.BrokenOrder("g1", false, VirtualTime.START.plusSeconds(10)));
        assertThat(host.report().orderViolations()).isEqualTo(1);
    }

    @Test
    void guestsThatGoDownAtTheSameInstantBreakNoOrder() {
        SimulatedHypervisor host =
                host(new SmallScenario().guest(5, 30.0).guest(5, 30.0).dependsOn("g0", "g1", Kind.HARD));
        ask(host, "g1", StopMethod.SHUTDOWN);
        ask(host, "g0", StopMethod.SHUTDOWN);
        time.toSecond(60);

        assertThat(fate(host, "g0").clean()).isTrue();
    }

    @Test
    void whenThePowerEndsWhatIsNotDownIsCutOff() {
        SimulatedHypervisor host = host(new SmallScenario()
                .guest(20, 20.0)
                .guest(20, null)
                .guest(20, 20.0)
                .guest(20, 20.0));
        Instant end = VirtualTime.START.plusSeconds(50);
        host.connect((from, to, watts, then) -> from.isBefore(end) && !to.isBefore(end) ? end : null);
        ask(host, "g0", StopMethod.SHUTDOWN);
        ask(host, "g1", StopMethod.SHUTDOWN);
        time.toSecond(40);
        ask(host, "g2", StopMethod.SHUTDOWN);
        time.toSecond(900);

        assertThat(fate(host, "g0").end()).isEqualTo(End.SHUT_DOWN);
        assertThat(fate(host, "g1").end()).isEqualTo(End.CUT_OFF_WHILE_STOPPING);
        assertThat(fate(host, "g2").end()).as("it would have been down at 60").isEqualTo(End.CUT_OFF_WHILE_STOPPING);
        assertThat(fate(host, "g3").end()).isEqualTo(End.CUT_OFF_WHILE_RUNNING);
        assertThat(endedAt(host, "g3")).isEqualTo(50);
        assertThat(seconds(host.report().hostCutOffAt())).isEqualTo(50);
    }

    /** The stretches reported to the UPS add up to the same energy however often somebody looks. */
    @Test
    void whatTheHostDrawsDoesNotDependOnHowOftenItIsAsked() {
        for (int seed = 0; seed < 40; seed++) {
            assertThat(energy(seed, 0.9)).as("seed %d", seed).isCloseTo(energy(seed, 0), within(1e-3));
        }
    }

    private static double energy(int seed, double looks) {
        Random world = new Random(seed);
        Random curiosity = new Random(seed + 1000);
        VirtualTime time = new VirtualTime();
        SmallScenario small = new SmallScenario();
        for (int i = 0; i < 12; i++) {
            small.guest(world.nextInt(30), world.nextInt(5) == 0 ? null : 60 * world.nextDouble());
        }
        Scenario scenario = small.build();
        SimulatedHypervisor host = SimulatedHypervisor.of(scenario, time, time::advance);
        List<Double> joules = new ArrayList<>();
        HostLoad.Feed meter = (from, to, watts, then) -> {
            joules.add(watts * Duration.between(from, to).toNanos() / 1e9);
            return null;
        };
        host.connect(meter);
        for (int step = 0; step < 200; step++) {
            if (world.nextInt(4) == 0) {
                GuestId id = id(host, "g" + world.nextInt(12));
                host.stop(id, world.nextBoolean() ? StopMethod.SAVE : StopMethod.SHUTDOWN, "test");
            }
            if (curiosity.nextDouble() < looks) {
                host.inventory();
            }
            time.advanceSeconds(1.7);
        }
        host.settle();
        return joules.stream().mapToDouble(Double::doubleValue).sum();
    }
}

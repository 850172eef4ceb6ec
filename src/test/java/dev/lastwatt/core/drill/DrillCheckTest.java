package dev.lastwatt.core.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.guest.Volume;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.policy.Apart;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.RoundStopTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DrillCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    private Guest web = Guests.guest("web");
    private Guest db = Guests.guest("db");
    private PowerState power = new PowerState.OnLine(NOW.minusSeconds(3600));
    private Phase phase = Phase.ON_LINE;
    private Duration window = Duration.ofHours(1);
    private long free = 100_000_000_000L;
    private @Nullable StopMethod method;
    private @Nullable StopMethod planned;
    private @Nullable Instant lost;
    private final List<Dependency> dependencies = new ArrayList<>();
    private Apart apart = Apart.NONE;
    private final List<GuestRule> rules = new ArrayList<>();

    @Test
    void nothingSpeaksAgainstAPlainGuest() {
        assertThat(DrillCheck.ofHost(now())).isEmpty();
        refused();
    }

    @Test
    void onBatteryOrInAnOutageNothingIsDrilled() {
        power = new PowerState.OnBattery(NOW);
        assertThat(DrillCheck.ofHost(now())).extracting(Refusal::reason).containsExactly("the host is on battery");
        power = new PowerState.OnLine(NOW);
        phase = Phase.RECOVERING;
        assertThat(DrillCheck.ofHost(now()))
                .extracting(Refusal::reason)
                .singleElement()
                .asString()
                .contains("recovering");
        power = new PowerState.Unknown(NOW, null);
        assertThat(DrillCheck.ofHost(now()))
                .extracting(Refusal::reason)
                .singleElement()
                .asString()
                .contains("unknown");
    }

    @Test
    void withoutAHypervisorThatAnswersNothingIsDrilled() {
        lost = NOW;
        assertThat(DrillCheck.ofHost(now()))
                .extracting(Refusal::reason)
                .containsExactly("the hypervisor does not answer");
    }

    @Test
    void runningGuestsThatDependOnItAreNamed() {
        dependencies.add(Guests.soft("db", "web"));
        refused("guests that depend on it run: db");
        db = db.withState(GuestState.OFF);
        refused();
    }

    @Test
    void aClusterABackupAndAStateOtherThanRunningRefuse() {
        web = Guests.clustered(web);
        refused("cluster");
        web = busy("Backing up");
        refused("Backing up");
        web = Guests.guest("web").withState(GuestState.SAVED);
        refused("not running but saved");
    }

    @Test
    void aShutdownNeedsItsIntegrationService() {
        method = StopMethod.SHUTDOWN;
        web = Guests.mute(web);
        refused("integration service");
        method = null;
        refused();
        assertThat(DrillCheck.method(web, null, now())).isEqualTo(StopMethod.SAVE);
    }

    @Test
    void aSaveNeedsRoomWhateverTheStopActionSays() {
        method = StopMethod.SAVE;
        free = 1_000_000;
        refused("too small");
        web = withStopAction("ShutDown");
        refused("too small");
        web = Guests.unsavable(Guests.guest("web"));
        refused("cannot be saved");
    }

    @Test
    void aGuestThatThePolicyNeverSavesIsNotSavedByADrillEither() {
        rules.add(Guests.rule("web", StopMethod.SHUTDOWN).withNever(Set.of(StopMethod.SAVE)));
        refused();
        method = StopMethod.SAVE;
        refused("never has it saved");
    }

    @Test
    void aGuestWhoseStandbyIsUpIsNotDrilled() {
        apart = new Apart(List.of(List.of("web", "db")));
        refused("db is up, and the two must never run together");
        db = db.withState(GuestState.OFF);
        refused();
    }

    @Test
    void withoutAMethodItIsThatOfThePlanAndElseOfThePolicy() {
        assertThat(DrillCheck.method(web, null, now())).isEqualTo(StopMethod.SHUTDOWN);
        planned = StopMethod.SAVE;
        assertThat(DrillCheck.method(web, null, now())).isEqualTo(StopMethod.SAVE);
        assertThat(DrillCheck.method(web, StopMethod.SHUTDOWN, now())).isEqualTo(StopMethod.SHUTDOWN);
        free = 1_000_000;
        assertThat(DrillCheck.method(web, null, now()))
                .as("no room for the saved state")
                .isEqualTo(StopMethod.SHUTDOWN);
        free = 1_000_000_000_000L;
        planned = StopMethod.TURN_OFF;
        assertThat(DrillCheck.method(web, null, now())).isEqualTo(StopMethod.SHUTDOWN);
    }

    @Test
    void theWindowMustHoldTheUpperTimeAndABoot() {
        window = Duration.ofMinutes(10).minusSeconds(1);
        refused("window is too short");
        window = Duration.ofMinutes(10);
        refused();
    }

    @Test
    void aGuestThatIsLeftAloneOrGoneIsRefusedAndNoneIsTurnedOff() {
        method = StopMethod.TURN_OFF;
        refused("never turns a guest off");
        method = null;
        rules.add(Guests.untouched("web"));
        refused("leaves it alone");
        assertThat(DrillCheck.ofGuest(Guests.id("nobody"), order(), now())).hasSize(1);
    }

    @Test
    void everyReasonSaysWhatToDo() {
        web = Guests.clustered(busy("Backing up").withState(GuestState.PAUSED));
        window = Duration.ZERO;
        List<Refusal> refusals = DrillCheck.ofGuest(web.id(), order(), now());
        assertThat(refusals).hasSizeGreaterThanOrEqualTo(4).allSatisfy(r -> assertThat(r.fix())
                .isNotBlank());
    }

    private void refused(String... because) {
        List<String> reasons = DrillCheck.ofGuest(web.id(), order(), now()).stream()
                .map(Refusal::reason)
                .toList();
        assertThat(reasons).hasSize(because.length);
        for (String part : because) {
            assertThat(reasons).anyMatch(r -> r.contains(part));
        }
    }

    private DrillOrder order() {
        return new DrillOrder(List.of(web.id()), method, false, NOW.plus(window), "test");
    }

    private DrillSituation now() {
        return new DrillSituation(
                NOW,
                power,
                phase,
                new Inventory(NOW, "host", List.of(web, db), List.of(new Volume("C:", free))),
                NOW,
                DependencyGraph.of(dependencies),
                Policy.defaults().withRules(rules).withApart(apart),
                RoundStopTimes.of(List.of())::estimate,
                id -> Optional.ofNullable(planned),
                lost,
                "boot-1");
    }

    private Guest busy(String with) {
        return Guests.busy(Guests.guest("web"), with);
    }

    private static Guest withStopAction(String action) {
        return Guests.withActions(Guests.guest("web"), action, "StartIfRunning", 0);
    }
}

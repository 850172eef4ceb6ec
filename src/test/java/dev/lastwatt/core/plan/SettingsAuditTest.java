package dev.lastwatt.core.plan;

import static dev.lastwatt.core.guest.AutomaticSetting.START_ACTION;
import static dev.lastwatt.core.guest.AutomaticSetting.START_DELAY;
import static dev.lastwatt.core.guest.AutomaticSetting.STOP_ACTION;
import static dev.lastwatt.core.guest.StopMethod.SAVE;
import static dev.lastwatt.core.guest.StopMethod.SHUTDOWN;
import static dev.lastwatt.core.guest.StopMethod.TURN_OFF;
import static dev.lastwatt.fake.Guests.guest;
import static dev.lastwatt.fake.Guests.withActions;
import static dev.lastwatt.fake.Guests.withObstacle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.AutomaticSetting;
import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.Volume;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.fake.Guests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsAuditTest {

    private static final long GB = 1_000_000_000L;

    private final List<Guest> guests = new ArrayList<>();
    private final List<Volume> volumes = new ArrayList<>();
    private final List<Dependency> dependencies = new ArrayList<>();
    private final List<GuestRule> rules = new ArrayList<>();

    private SettingsAudit audit() {
        return SettingsAudit.of(
                new Inventory(Instant.EPOCH, "host", guests, volumes),
                DependencyGraph.of(dependencies),
                Policy.defaults().withRules(rules));
    }

    private SettingChange setting(String name, AutomaticSetting setting) {
        return audit().guests().stream()
                .filter(g -> g.name().equals(name))
                .flatMap(g -> g.settings().stream())
                .filter(s -> s.setting() == setting)
                .findFirst()
                .orElseThrow();
    }

    private void stopWanted(String name, String action, String because) {
        SettingChange stop = setting(name, STOP_ACTION);
        assertThat(stop.wanted()).as(stop.why()).isEqualTo(action);
        assertThat(stop.why()).contains(because);
    }

    private static Guest stopping(String name, String action) {
        return withActions(guest(name), action, "StartIfRunning", 0);
    }

    // stop action

    @Test
    void aGuestThatMayBeSavedAndHasItsDiskHereIsSaved() {
        guests.add(stopping("web", "ShutDown"));
        guests.add(stopping("files", "TurnOff"));
        guests.add(stopping("app", "Save"));
        stopWanted("web", "Save", "loses nothing");
        stopWanted("files", "Save", "loses nothing");
        assertThat(setting("app", STOP_ACTION).differs()).isFalse();
    }

    @Test
    void aGuestThatThePolicyOnlyShutsDownIsShutDown() {
        guests.add(stopping("dc1", "Save"));
        rules.add(Guests.rule("dc1", SHUTDOWN));
        stopWanted("dc1", "ShutDown", "the policy does not allow saving it");
    }

    @Test
    void aGuestWhoseDiskLivesOnAnotherIsShutDownAndSoIsTheOther() {
        guests.add(stopping("init1", "Save"));
        guests.add(stopping("san1", "Save"));
        dependencies.add(Guests.hard("init1", "san1"));
        stopWanted("init1", "ShutDown", "its disk lives on san1");
        stopWanted("san1", "ShutDown", "the disk of init1 lives on it");
    }

    @Test
    void aSoftDependencyIsNoReasonAgainstASave() {
        guests.add(stopping("app", "Save"));
        guests.add(stopping("sql", "Save"));
        dependencies.add(Guests.soft("app", "sql"));
        assertThat(audit().changes()).allMatch(c -> c.setting() != STOP_ACTION);
    }

    @Test
    void anInitiatorIsShutDown() {
        guests.add(Guests.withTrait(stopping("init", "Save"), "iscsi-initiator"));
        stopWanted("init", "ShutDown", "not on this host");
    }

    @Test
    void aGuestThatCannotBeSavedIsShutDown() {
        guests.add(withObstacle(stopping("gpu", "Save"), "gpu-partition"));
        guests.add(withObstacle(stopping("lab", "Save"), "nested-virtualization"));
        stopWanted("gpu", "ShutDown", "it cannot be saved (gpu-partition)");
        stopWanted("lab", "ShutDown", "it cannot be saved (nested-virtualization)");
    }

    @Test
    void aGuestWithAnAssignedDeviceKeepsTurnOffBecauseHyperVAllowsNothingElse() {
        guests.add(withObstacle(stopping("nvme", "TurnOff"), "assigned-device gpu-partition"));
        assertThat(audit().changes()).isEmpty();
        assertThat(setting("nvme", STOP_ACTION).why()).contains("turn it off hard");
    }

    @Test
    void turningOffIsWantedOnlyWhereThePolicyAllowsItAndNothingElseIsPossible() {
        guests.add(stopping("lab", "Save"));
        guests.add(stopping("both", "TurnOff"));
        guests.add(withObstacle(stopping("bad", "Save"), "gpu-partition"));
        rules.add(Guests.rule("lab", TURN_OFF));
        rules.add(Guests.rule("both", TURN_OFF, SHUTDOWN));
        rules.add(Guests.rule("bad", SAVE, TURN_OFF));
        stopWanted("lab", "TurnOff", "allows nothing else");
        stopWanted("both", "ShutDown", "does not allow saving");
        stopWanted("bad", "TurnOff", "cannot be saved");
    }

    @Test
    void turningOffThatIsNotAllowedGivesWayToAShutdownEvenWhereThePolicyOnlySaves() {
        guests.add(withObstacle(stopping("gpu", "TurnOff"), "gpu-partition"));
        rules.add(Guests.rule("gpu", SAVE));
        stopWanted("gpu", "ShutDown", "does not allow turning it off");
    }

    @Test
    void whereNothingBetterIsAllowedItStaysAsItIs() {
        guests.add(withObstacle(stopping("gpu", "ShutDown"), "gpu-partition"));
        rules.add(Guests.rule("gpu", SAVE));
        assertThat(audit().changes()).isEmpty();
        assertThat(setting("gpu", STOP_ACTION).why()).contains("nothing better is allowed");
    }

    @Test
    void thePolicysOnlyMethodIsKeptAlsoWhereTheDiskLivesElsewhere() {
        guests.add(stopping("init1", "TurnOff"));
        guests.add(stopping("san1", "ShutDown"));
        dependencies.add(Guests.hard("init1", "san1"));
        rules.add(Guests.rule("init1", SAVE));
        stopWanted("init1", "Save", "although its disk lives on san1");
    }

    @Test
    void aSaveIsProposedOnlyForAsManyAsTheVolumeHasRoomToReserve() {
        volumes.add(new Volume("D:", 10 * GB));
        guests.add(withActions(guest("off", 4 * GB, "D:").withState(GuestState.OFF), "ShutDown", "Nothing", 0));
        guests.add(withActions(guest("reserved", 64 * GB, "D:"), "Save", "Nothing", 0));
        guests.add(withActions(guest("first", 4 * GB, "D:"), "TurnOff", "Nothing", 0));
        guests.add(withActions(guest("second", 4 * GB, "D:"), "TurnOff", "Nothing", 0));
        guests.add(withActions(guest("third", 4 * GB, "D:"), "TurnOff", "Nothing", 0));
        stopWanted("reserved", "Save", "");
        stopWanted("first", "Save", "");
        stopWanted("second", "Save", "");
        stopWanted("third", "ShutDown", "no room on D:");
        stopWanted("off", "ShutDown", "no room on D:");
    }

    @Test
    void unknownRoomIsTakenForEnough() {
        volumes.add(new Volume("C:", -1));
        guests.add(stopping("web", "TurnOff"));
        stopWanted("web", "Save", "");
    }

    @Test
    void aShutdownThatWouldNotBeHeardIsSaid() {
        guests.add(Guests.mute(stopping("dc1", "Save")));
        rules.add(Guests.rule("dc1", SHUTDOWN));
        stopWanted("dc1", "ShutDown", "its shutdown service does not answer now");
    }

    @Test
    void theCaseOfAWordIsNoDifference() {
        guests.add(stopping("dc1", "Shutdown"));
        rules.add(Guests.rule("dc1", SHUTDOWN));
        assertThat(audit().changes()).isEmpty();
    }

    @Test
    void whatHyperVDidNotSayIsNotChanged() {
        guests.add(withActions(guest("odd"), "", "", 0));
        assertThat(audit().changes()).isEmpty();
    }

    // start action and delay

    private static Guest starting(String name, String action, int delay) {
        return withActions(guest(name), "Save", action, delay);
    }

    @Test
    void alwaysStartGivesWayToStartIfRunning() {
        guests.add(starting("web", "Start", 0));
        SettingChange start = setting("web", START_ACTION);
        assertThat(start.wanted()).isEqualTo("StartIfRunning");
        assertThat(start.why()).contains("before the battery is charged");
    }

    @Test
    void nothingIsKeptUnlessAGuestThatStartsByItselfNeedsIt() {
        guests.add(starting("dc1", "Nothing", 0));
        guests.add(starting("sql", "Nothing", 0));
        guests.add(starting("app", "StartIfRunning", 0));
        guests.add(starting("alone", "Nothing", 0));
        guests.add(starting("client", "Nothing", 0));
        dependencies.add(Guests.soft("app", "sql"));
        dependencies.add(Guests.soft("sql", "dc1"));
        dependencies.add(Guests.soft("client", "alone"));
        assertThat(setting("sql", START_ACTION).wanted()).isEqualTo("StartIfRunning");
        assertThat(setting("sql", START_ACTION).why()).contains("app starts by itself");
        assertThat(setting("dc1", START_ACTION).wanted()).isEqualTo("StartIfRunning");
        assertThat(setting("alone", START_ACTION).differs()).isFalse();
        assertThat(setting("client", START_ACTION).differs()).isFalse();
    }

    @Test
    void delaysFollowTheOrderOfTheDependencies() {
        guests.add(starting("web", "StartIfRunning", 0));
        guests.add(starting("app", "StartIfRunning", 0));
        guests.add(starting("sql", "StartIfRunning", 30));
        guests.add(starting("dc1", "StartIfRunning", 0));
        dependencies.add(Guests.soft("web", "app"));
        dependencies.add(Guests.soft("app", "sql"));
        dependencies.add(Guests.hard("app", "dc1"));
        assertThat(setting("dc1", START_DELAY).wanted()).isEqualTo("0");
        assertThat(setting("sql", START_DELAY).wanted()).isEqualTo("30");
        assertThat(setting("app", START_DELAY).wanted()).isEqualTo("150");
        assertThat(setting("app", START_DELAY).why()).contains("sql has 120 s");
        assertThat(setting("web", START_DELAY).wanted()).isEqualTo("270");
    }

    @Test
    void aLongerDelayIsKept() {
        guests.add(starting("app", "StartIfRunning", 900));
        guests.add(starting("sql", "StartIfRunning", 0));
        dependencies.add(Guests.soft("app", "sql"));
        assertThat(setting("app", START_DELAY).differs()).isFalse();
    }

    @Test
    void aServerThatDoesNotStartByItselfDelaysNobody() {
        guests.add(starting("app", "StartIfRunning", 0));
        guests.add(Guests.clustered(starting("sql", "Nothing", 0)));
        dependencies.add(Guests.soft("app", "sql"));
        assertThat(setting("app", START_DELAY).differs()).isFalse();
    }

    @Test
    void aDelayNeverGrowsBeyondADay() {
        for (int i = 0; i < 1_000; i++) {
            guests.add(starting("g" + i, "StartIfRunning", 0));
            if (i > 0) {
                dependencies.add(Guests.soft("g" + i, "g" + (i - 1)));
            }
        }
        assertThat(setting("g999", START_DELAY).wanted()).isEqualTo("86400");
    }

    // the whole

    @Test
    void guestsThatOthersDecideOverAreLeftAlone() {
        guests.add(Guests.clustered(stopping("node", "TurnOff")));
        guests.add(Guests.replica(stopping("copy", "TurnOff")));
        guests.add(Guests.withTrait(stopping("new", "TurnOff"), "details-pending"));
        guests.add(stopping("hands-off", "TurnOff"));
        guests.add(stopping("no-method", "TurnOff"));
        rules.add(Guests.untouched("hands-off"));
        rules.add(Guests.rule("no-method"));
        SettingsAudit audit = audit();
        assertThat(audit.changes()).isEmpty();
        assertThat(audit.guests()).hasSize(5).allSatisfy(g -> {
            assertThat(g.leftAlone()).isNotNull();
            assertThat(g.settings()).isEmpty();
        });
    }

    @Test
    void everyGuestKeepsItsPlaceAndHasAllThreeSettings() {
        guests.add(stopping("b", "Save").withState(GuestState.OFF));
        guests.add(stopping("a", "Save"));
        assertThat(audit().guests()).extracting(AuditedGuest::name).containsExactly("b", "a");
        assertThat(audit().guests()).allSatisfy(g -> assertThat(g.settings())
                .extracting(SettingChange::setting)
                .containsExactly(AutomaticSetting.values()));
    }

    @Test
    void whatIsAppliedIsFoundRightAfterwards() {
        guests.add(starting("web", "Start", 0));
        guests.add(withActions(guest("sql"), "TurnOff", "Nothing", 7));
        guests.add(withActions(guest("san"), "Save", "StartIfRunning", 0));
        dependencies.add(Guests.soft("web", "sql"));
        dependencies.add(Guests.hard("sql", "san"));
        List<SettingChange> changes = audit().changes();
        assertThat(changes).hasSize(6);
        List<AuditedGuest> before = audit().guests();
        for (int i = 0; i < guests.size(); i++) {
            Guest guest = guests.get(i);
            List<SettingChange> own = before.get(i).settings();
            guests.set(
                    i,
                    withActions(
                            guest,
                            own.get(0).wanted(),
                            own.get(1).wanted(),
                            Integer.parseInt(own.get(2).wanted())));
        }
        assertThat(audit().changes()).isEmpty();
    }

    @Test
    void aChangeIsWrittenAsAnAdministratorWouldTypeItWithItsWayBack() {
        guests.add(stopping("'; Remove-VM *; '", "TurnOff"));
        SettingChange change = audit().changes().get(0);
        String id = guests.get(0).id().toString();
        assertThat(change.powerShell()).isEqualTo("Set-VM -VM (Get-VM -Id '" + id + "') -AutomaticStopAction Save");
        assertThat(change.undo()).isEqualTo("Set-VM -VM (Get-VM -Id '" + id + "') -AutomaticStopAction TurnOff");
    }
}

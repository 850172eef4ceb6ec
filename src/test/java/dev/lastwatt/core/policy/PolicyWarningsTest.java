package dev.lastwatt.core.policy;

import static dev.lastwatt.fake.Guests.guest;
import static dev.lastwatt.fake.Guests.id;
import static dev.lastwatt.fake.Guests.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.guest.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyWarningsTest {

    private static final Policy PLAIN = Policy.defaults();

    private final List<Guest> guests = List.of(guest("dc1"), guest("sql1").withNotes("#db"), guest("NUT"));

    private List<String> warnings(Policy policy, Surroundings surroundings) {
        Inventory inventory = new Inventory(Instant.EPOCH, "HV1", guests, List.of(new Volume("C:", -1)));
        return PolicyWarnings.of(policy, inventory, surroundings).stream()
                .map(PolicyWarnings.Warning::line)
                .toList();
    }

    private List<String> warnings(Policy policy) {
        return warnings(policy, Surroundings.UNKNOWN);
    }

    private static Surroundings upsAt(String... known) {
        return new Surroundings(List.of(List.of(known)), List.of(), List.of(), Map.of());
    }

    @Test
    void policyOfANewInstallationIsNotWarnedOf() {
        assertThat(warnings(PLAIN)).isEmpty();
    }

    @Test
    void everyTextThatNamesNobodyIsNamedWithItsField() {
        Policy policy = PLAIN.withGroups(new Groups(Map.of("dbs", List.of("sql*", "tag:dbx"))))
                .withRules(List.of(
                        rule("group:dbs", StopMethod.SAVE),
                        rule("web*", StopMethod.SAVE),
                        rule("dc*", List.of(StopMethod.SAVE), Dependency.Kind.SOFT, "san")))
                .withShedding(List.of(new ShedTier(List.of("sql1", "test*"), Duration.ZERO, Duration.ZERO)))
                .withLimits(new Policy.Limits(1, 8, 0.95, Map.of("X:", 1e6)));
        assertThat(warnings(policy))
                .extracting(w -> w.substring(0, w.indexOf(": ")))
                .containsExactly(
                        "savePaces.X:",
                        "groups.dbs[1]",
                        "guests[1].match",
                        "guests[2].dependsOn[0].guest",
                        "shedding[0].guests[1]");
    }

    @Test
    void ruleThatNeverCountsAndGroupThatNobodyNamesAreWarnedOf() {
        Policy policy = PLAIN.withGroups(new Groups(Map.of("dbs", List.of("sql*"))))
                .withRules(List.of(rule("*", StopMethod.SAVE), rule("sql*", StopMethod.SHUTDOWN)));
        assertThat(warnings(policy))
                .containsExactly(
                        "groups.dbs: nothing in the policy names this group: write \"group:dbs\" in a rule, or remove it",
                        "guests[1].match: never counts: every guest that 'sql*' names has an earlier rule: move it up,"
                                + " before the more general ones");
    }

    @Test
    void circleIsWarnedOf() {
        Policy policy = PLAIN.withRules(List.of(
                rule("dc1", List.of(StopMethod.SAVE), Dependency.Kind.SOFT, "sql1"),
                rule("sql1", List.of(StopMethod.SAVE), Dependency.Kind.SOFT, "dc1")));
        assertThat(warnings(policy)).singleElement().asString().contains("circle", "dc1", "sql1");
    }

    @Test
    void guestsThatMustNotRunTogetherAndDoAreWarnedOf() {
        assertThat(warnings(PLAIN.withApart(new Apart(List.of(List.of("dc1", "sql1", "gone"))))))
                .containsExactly(
                        "neverTogether[0][2]: 'gone' names no guest of this host: see the names and tags with 'lastwatt"
                                + " policy explain \"*\"', or remove it",
                        "neverTogether[0]: these run together now: dc1, sql1: shut all but one of them down");
    }

    @Test
    void guestThatNeedsWhomItMustNotRunWithIsWarnedOf() {
        Policy policy = PLAIN.withRules(List.of(rule("sql1", List.of(StopMethod.SAVE), Dependency.Kind.SOFT, "dc1")))
                .withApart(new Apart(List.of(List.of("sql1", "dc1"))));
        assertThat(warnings(policy)).anyMatch(w -> w.contains("sql1 needs dc1, and must never run together with it"));
    }

    @Test
    void serverThatIsToStartAfterItsClientIsWarnedOf() {
        GuestRule dc =
                rule("dc1", StopMethod.SAVE).withStart(new GuestRule.Start(5, Duration.ZERO, GuestRule.Up.HEARTBEAT));
        Policy policy =
                PLAIN.withRules(List.of(dc, rule("sql1", List.of(StopMethod.SAVE), Dependency.Kind.SOFT, "dc1")));
        assertThat(warnings(policy))
                .singleElement()
                .asString()
                .contains("dc1 has startOrder 5, and starts before that, since sql1 with 0 needs it");
    }

    @Test
    void upsThatIsReadThroughAGuestIsWarnedOfByNameDomainNameOrAddress() {
        assertThat(warnings(PLAIN, upsAt("nut"))).singleElement().asString().contains("which is NUT");
        assertThat(warnings(PLAIN, upsAt("nut.example.org"))).hasSize(1);
        assertThat(warnings(PLAIN, upsAt("10.0.0.5", "nut.example.org"))).hasSize(1);
        assertThat(warnings(
                        PLAIN,
                        new Surroundings(
                                List.of(List.of("10.0.0.5")),
                                List.of(),
                                List.of(),
                                Map.of(id("NUT"), Set.of("10.0.0.5")))))
                .hasSize(1);
        assertThat(warnings(PLAIN, upsAt("10.0.0.5"))).isEmpty();
        assertThat(warnings(PLAIN, upsAt("other.nut"))).isEmpty();
    }

    @Test
    void guestThatIsLeftAloneMayCarryTheUps() {
        assertThat(warnings(
                        PLAIN.withRules(List.of(new GuestRule("nut", List.of(StopMethod.SAVE), List.of(), 1, true))),
                        upsAt("nut")))
                .isEmpty();
    }

    @Test
    void namesAreWarnedOfOnlyWhereGuestsAloneResolveThem() {
        List<String> guest = List.of("dc1.example.org");
        List<String> router = List.of("192.0.2.1");
        assertThat(warnings(PLAIN, new Surroundings(List.of(), List.of(guest), List.of(), Map.of())))
                .singleElement()
                .asString()
                .contains("names are resolved by guests", "dc1");
        assertThat(warnings(PLAIN, new Surroundings(List.of(), List.of(guest, router), List.of(), Map.of())))
                .isEmpty();
    }

    @Test
    void commandBeforeTheStopThatThisHostCannotRunIsWarnedOf() {
        GuestRule rule = rule("sql*", StopMethod.SAVE);
        PreStop flush = new PreStop("flush", Duration.ofSeconds(30));
        assertThat(warnings(PLAIN.withRules(List.of(rule.withPreStop(flush))))).isEmpty();
        assertThat(warnings(
                        PLAIN.withRules(List.of(rule.withPreStop(flush.without("is not configured on this host"))))))
                .singleElement()
                .asString()
                .startsWith("guests[0].preStop: the command 'flush' is not configured on this host");
    }

    @Test
    void dataFolderOnAGuestIsWarnedOf() {
        assertThat(warnings(PLAIN, new Surroundings(List.of(), List.of(), List.of("SQL1"), Map.of())))
                .singleElement()
                .asString()
                .contains("data folder", "sql1", "lastwatt.data-folder");
    }
}

package dev.lastwatt.core.policy;

import static dev.lastwatt.fake.Guests.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.StopMethod;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyDifferenceTest {

    private static final Policy PLAIN = Policy.defaults();
    private static final GuestRule WEB = rule("web*", StopMethod.SHUTDOWN);
    private static final GuestRule SQL = rule("sql*", StopMethod.SHUTDOWN, StopMethod.SAVE);
    private static final GuestRule ALL = rule("*", StopMethod.SAVE);

    @Test
    void nothingDiffersFromItself() {
        assertThat(PolicyDifference.between(PLAIN, PLAIN)).isEmpty();
        Policy rich = PLAIN.withRules(List.of(WEB, WEB, ALL)).withGroups(new Groups(Map.of("a", List.of("b"))));
        assertThat(PolicyDifference.between(rich, rich)).isEmpty();
    }

    @Test
    void changedFieldIsToldWithWhatItWas() {
        assertThat(PolicyDifference.between(PLAIN, PLAIN.withHostShutdown(Duration.ofSeconds(200))))
                .containsExactly("hostShutdown becomes 3 min 20 s, it was 1 min 30 s");
        assertThat(PolicyDifference.between(
                        PLAIN, PLAIN.withLimits(new Policy.Limits(2, 8, 0.99, Map.of("D:", 400e6)))))
                .containsExactly(
                        "confidence becomes 0.99, it was 0.95",
                        "savesPerVolume becomes 2, it was 1",
                        "savePaces of D: becomes 400 megabytes a second, it was nothing");
    }

    @Test
    void changedRuleIsToldFieldByField() {
        assertThat(PolicyDifference.between(
                        PLAIN.withRules(List.of(WEB, SQL)),
                        PLAIN.withRules(List.of(
                                WEB,
                                SQL.withMethods(List.of(StopMethod.SHUTDOWN)).withNever(Set.of(StopMethod.SAVE))))))
                .containsExactly(
                        "the rule for sql*: methods becomes shutdown, it was shutdown, save",
                        "the rule for sql*: neverSave becomes true, it was nothing");
    }

    @Test
    void newAndGoneRulesAreToldWithWhatTheySayAndTheirPlace() {
        assertThat(PolicyDifference.between(PLAIN.withRules(List.of(WEB, ALL)), PLAIN.withRules(List.of(SQL, ALL))))
                .containsExactly(
                        "the rule for web* is gone; it said methods: shutdown; priority: 1",
                        "the rule for sql* is new, in place 1: methods: shutdown, save; priority: 1");
    }

    @Test
    void ruleThatMovedIsToldBecauseTheFirstThatMatchesCounts() {
        assertThat(PolicyDifference.between(
                        PLAIN.withRules(List.of(WEB, SQL, ALL)), PLAIN.withRules(List.of(ALL, WEB, SQL))))
                .containsExactly(
                        "the rule for * is in place 1 of the rules, it was in place 3; of the rules that name a"
                                + " guest the first counts");
    }

    @Test
    void twoRulesOfTheSameNameAreToldApart() {
        assertThat(PolicyDifference.between(
                        PLAIN.withRules(List.of(WEB)), PLAIN.withRules(List.of(WEB, rule("web*", StopMethod.SAVE)))))
                .containsExactly(
                        "the rule for web* (number 2 of this name) is new, in place 2: methods: save; priority: 1");
    }

    @Test
    void groupsTiersServersAndWindowsAreTold() {
        Window sunday = new Window(DayOfWeek.SUNDAY, LocalTime.of(2, 30), Duration.ofHours(3), ZoneOffset.UTC);
        Policy after = PLAIN.withGroups(new Groups(Map.of("dbs", List.of("sql*", "tag:db"))))
                .withShedding(List.of(new ShedTier(List.of("test*"), Duration.ofMinutes(5), Duration.ofSeconds(90))))
                .withWindows(new Policy.Windows(List.of(sunday), List.of()));
        assertThat(PolicyDifference.between(PLAIN, after))
                .containsExactly(
                        "the group dbs is new: guests: sql*, tag:db",
                        "the shedding of test* is new: after: 5 min; worth: 1 min 30 s",
                        "the maintenance window sunday at 02:30 (Z) is new: length: 3 h");
        assertThat(PolicyDifference.between(after, after.withGroups(new Groups(Map.of("dbs", List.of("sql*"))))))
                .containsExactly("the group dbs: guests becomes sql*, it was sql*, tag:db");
    }
}

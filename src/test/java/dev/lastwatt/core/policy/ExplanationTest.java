package dev.lastwatt.core.policy;

import static dev.lastwatt.fake.Guests.guest;
import static dev.lastwatt.fake.Guests.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.StopMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final Policy POLICY = Policy.defaults()
            .withGroups(new Groups(Map.of("databases", List.of("sql*", "tag:db"))))
            .withRules(List.of(
                    rule("dc*", StopMethod.SHUTDOWN),
                    rule("group:databases", StopMethod.SHUTDOWN).withNever(Set.of(StopMethod.SAVE)),
                    rule("tag:tier=*", StopMethod.SAVE),
                    rule("*", StopMethod.SHUTDOWN, StopMethod.SAVE)));

    private static List<String> told(Guest guest) {
        return Explanation.of(POLICY, guest).rules().stream()
                .map(r -> r.number() + " " + r.verdict().word() + ": it " + r.why())
                .toList();
    }

    @Test
    void firstRuleThatNamesTheGuestHitsAndTheOthersSayWhyTheyDoNot() {
        assertThat(told(guest("orders").withNotes("#db #tier=gold")))
                .containsExactly(
                        "1 others: it is not named 'dc*'",
                        "2 hit: it is in group:databases by 'tag:db': it has #db in its notes",
                        "3 too late: it has #tier=* in its notes, but rule 2 comes first",
                        "4 too late: it is named so, but rule 2 comes first");
        assertThat(Explanation.of(POLICY, guest("orders").withNotes("#db")).number())
                .isEqualTo(2);
    }

    @Test
    void guestOutsideOfAGroupIsToldWhatTheGroupIs() {
        assertThat(told(guest("web").withNotes("#front")))
                .contains(
                        "2 others: it is not in group:databases, which is 'sql*', 'tag:db'",
                        "3 others: it has no #tier=* in its notes, but #front",
                        "4 hit: it is named so");
    }

    @Test
    void whatTheRuleSaysIsInWords() {
        assertThat(Explanation.of(POLICY, guest("sql1")).says())
                .containsExactly("methods: shutdown", "neverSave: true", "priority: 1");
    }

    @Test
    void guestWithoutARuleHasTheDefaults() {
        Explanation explanation = Explanation.of(Policy.defaults(), guest("a"));
        assertThat(explanation.number()).isZero();
        assertThat(explanation.rules()).isEmpty();
        assertThat(explanation.says()).contains("methods: shutdown, save");
    }

    @Test
    void everyGuestThatATextNamesIsExplained() {
        List<Guest> guests = List.of(guest("sql1"), guest("sql2"), guest("web"));
        assertThat(Explanation.of(POLICY, guests, "group:databases"))
                .extracting(e -> e.guest().name())
                .containsExactly("sql1", "sql2");
        assertThat(Explanation.of(POLICY, guests, "nobody")).isEmpty();
    }
}

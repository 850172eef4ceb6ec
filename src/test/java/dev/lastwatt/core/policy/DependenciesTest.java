package dev.lastwatt.core.policy;

import static dev.lastwatt.fake.Guests.guest;
import static dev.lastwatt.fake.Guests.hard;
import static dev.lastwatt.fake.Guests.id;
import static dev.lastwatt.fake.Guests.rule;
import static dev.lastwatt.fake.Guests.soft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Dependency.Kind;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependenciesTest {

    private static final List<StopMethod> SHUTDOWN = List.of(StopMethod.SHUTDOWN);
    private static final List<Guest> GUESTS = List.of(guest("web-1"), guest("web-2"), guest("db"), guest("san"));

    @Test
    void patternsAreResolvedAgainstTheGuestsThereAre() {
        Policy policy = Policy.defaults()
                .withRules(List.of(rule("web-*", SHUTDOWN, Kind.SOFT, "db"), rule("db", SHUTDOWN, Kind.HARD, "san")));
        Dependencies found = Dependencies.resolve(policy, GUESTS);
        assertThat(found.graph().clientsOf(id("db"))).containsExactly(soft("web-1", "db"), soft("web-2", "db"));
        assertThat(found.graph().serversOf(id("db"))).containsExactly(hard("db", "san"));
        assertThat(found.notes()).isEmpty();
    }

    @Test
    void guestThatItsOwnPatternNamesDoesNotDependOnItself() {
        Policy policy = Policy.defaults().withRules(List.of(rule("db", SHUTDOWN, Kind.SOFT, "*")));
        assertThat(Dependencies.resolve(policy, GUESTS).graph().serversOf(id("db")))
                .hasSize(3);
    }

    @Test
    void patternsThatNameNobodyAreNoted() {
        Policy policy = Policy.defaults()
                .withRules(List.of(rule("sql*", SHUTDOWN, Kind.SOFT), rule("db", SHUTDOWN, Kind.SOFT, "sam")));
        assertThat(Dependencies.resolve(policy, GUESTS).notes())
                .containsExactly(
                        "rule 'sql*' of the policy names no guest of this host",
                        "db depends on 'sam', which names no guest of this host");
    }

    @Test
    void circleIsNamedAndLosesOneSoftDependencyOnly() {
        Policy policy = Policy.defaults()
                .withRules(List.of(rule("web-1", SHUTDOWN, Kind.HARD, "db"), rule("db", SHUTDOWN, Kind.SOFT, "web-1")));
        Dependencies resolved = Dependencies.resolve(policy, GUESTS);
        assertThat(resolved.graph().serversOf(id("web-1"))).hasSize(1);
        assertThat(resolved.graph().serversOf(id("db"))).isEmpty();
        assertThat(resolved.notes())
                .singleElement()
                .asString()
                .contains("circle", "web-1 depends on db", "Until then that db depends on web-1 is not kept");
    }

    @Test
    void firstRuleThatMatchesWinsAndTheDefaultsShutDownOrSaveAndNeverTurnOff() {
        Policy policy =
                Policy.defaults().withRules(List.of(rule("web-1", StopMethod.SAVE), rule("web*", SHUTDOWN, Kind.SOFT)));
        assertThat(policy.ruleFor(GUESTS.get(0)).methods()).containsExactly(StopMethod.SAVE);
        assertThat(policy.ruleFor(GUESTS.get(1)).methods()).containsExactly(StopMethod.SHUTDOWN);
        assertThat(policy.ruleFor(GUESTS.get(3)).methods()).containsExactly(StopMethod.SHUTDOWN, StopMethod.SAVE);
    }

    @Test
    void theSlowestOfTheOtherServersIsWaitedFor() {
        assertThat(Policy.defaults().othersNeed()).isEqualTo(Duration.ZERO);
    }
}

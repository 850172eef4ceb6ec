package dev.lastwatt.adapter.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.policy.Dependencies;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies that administrators begin with. */
class PolicyExamplesTest {

    private static final Path FOLDER = Path.of("policies");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @Test
    void thereAreExamples() throws IOException {
        assertThat(examples()).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleLoads(Path example) {
        assertThat(PolicyFile.read(example)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void noExampleTurnsOffWhatIsNotNamedForIt(Path example) {
        assertThat(PolicyFile.read(example).ruleFor(guest("anything")).methods())
                .doesNotContain(StopMethod.TURN_OFF);
    }

    @Test
    void fileOfTheDefaultsSaysWhatTheProgramHoldsWithoutOne() {
        assertThat(PolicyFile.read(FOLDER.resolve("default.yaml"))).isEqualTo(Policy.defaults());
    }

    @Test
    void everyFieldIsShownInTheFileOfTheDefaults() throws IOException {
        String text = Files.readString(FOLDER.resolve("default.yaml"));
        for (var field : PolicyDocument.class.getRecordComponents()) {
            assertThat(text).contains("\n" + field.getName() + ":");
        }
    }

    @Test
    void domainControllerGoesDownLast() {
        Policy policy = PolicyFile.read(FOLDER.resolve("domain-controller-last.yaml"));
        Guest dc = guest("DC1");
        List<Guest> guests = List.of(dc, guest("sql1"), guest("app1"), guest("web1"));
        Dependencies found = Dependencies.resolve(policy, guests);
        assertThat(policy.ruleFor(dc).methods()).containsExactly(StopMethod.SHUTDOWN);
        assertThat(found.graph().clientsOf(dc.id()).stream().map(Dependency::guest))
                .contains(guest("sql1").id(), guest("web1").id());
        assertThat(found.graph().serversOf(dc.id())).isEmpty();
        assertThat(found.notes()).isEmpty();
    }

    @Test
    void guestsAreSortedIntoTiersByTheirTags() {
        Policy policy = PolicyFile.read(FOLDER.resolve("database-tiers.yaml"));
        Guest db = guest("ora").withNotes("#db");
        Guest app = guest("orders").withNotes("#app");
        Guest web = guest("shop").withNotes("#web");
        Dependencies found = Dependencies.resolve(policy, List.of(web, app, db));
        assertThat(found.graph().serversOf(web.id()).stream().map(Dependency::on))
                .containsExactly(app.id());
        assertThat(found.graph().serversOf(app.id()).stream().map(Dependency::on))
                .containsExactly(db.id());
        assertThat(found.notes()).isEmpty();
        assertThat(policy.ruleFor(db).never()).contains(StopMethod.SAVE);
    }

    @Test
    void initiatorDependsHardOnItsTarget() {
        Policy policy = PolicyFile.read(FOLDER.resolve("iscsi-target.yaml"));
        GuestRule rule = policy.ruleFor(guest("db-on-san-2"));
        assertThat(rule.dependsOn()).containsExactly(new GuestRule.Need("san*", Dependency.Kind.HARD));
        assertThat(policy.ruleFor(guest("lab-7")).leaveAlone()).isTrue();
        assertThat(policy.othersNeed()).isEqualTo(Duration.ofMinutes(4));
    }

    private static Guest guest(String name) {
        return Guest.running(
                GuestId.of(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString()),
                name,
                1L << 30,
                "C:");
    }
}

package dev.lastwatt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lastwatt.adapter.policy.PolicyOnDisk;
import dev.lastwatt.adapter.policy.PolicyText;
import dev.lastwatt.adapter.store.SqlitePolicyVersions;
import dev.lastwatt.adapter.store.SqliteStore;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.policy.Surroundings;
import dev.lastwatt.fake.OutageWorld;
import dev.lastwatt.port.PolicyRefused;
import dev.lastwatt.port.PolicyVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policy is changed while the service runs. */
class PolicyChangesTest {

    private final OutageWorld world = new OutageWorld();
    private final Path file;
    private final SqliteStore store;

    PolicyChangesTest(@TempDir Path folder) {
        file = folder.resolve("policy.yaml");
        store = SqliteStore.open(folder.resolve("lastwatt.db"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @BeforeEach
    void aServiceThatWatches() {
        world.guest("app", 40);
        world.guest("db", 40);
        world.armed();
        world.seconds(10);
    }

    /** The changes of a service that was started just now. */
    private PolicyChanges started() {
        PolicyChanges changes = new PolicyChanges(
                new PolicyText(),
                new PolicyOnDisk(file),
                new SqlitePolicyVersions(store),
                new PolicyControls() {
                    @Override
                    public PolicyBasis basis(Policy given) {
                        return world.engine().basis(given);
                    }

                    @Override
                    public void policyGiven(Policy policy) {
                        world.engine().policyChanged(policy);
                    }
                },
                world.samples,
                world.time,
                () -> Surroundings.UNKNOWN);
        changes.lookAtTheFile();
        return changes;
    }

    private static PolicyChanges.Proposal proposal(String tag, String text) {
        return new PolicyChanges.Proposal(text, tag, false, "alice", "because");
    }

    @Test
    void thePolicyAsItIsFoundIsTheFirstVersion() throws IOException {
        Files.writeString(file, "reserve: 50s\n");
        assertThat(started().current())
                .extracting(PolicyVersion::number, PolicyVersion::by, PolicyVersion::text)
                .containsExactly(1L, "the policy file", "reserve: 50s\n");
    }

    @Test
    void aPolicyThatIsPutIsInTheFileAmongTheVersionsAndInForce() throws IOException {
        PolicyChanges changes = started();
        PolicyChanges.Put put = changes.put(proposal("v1", "reserve: 50s\n"));
        world.seconds(1);
        assertThat(put.version().number()).isEqualTo(2);
        assertThat(put.trial().differences()).containsExactly("reserve becomes 50 s, it was 30 s");
        assertThat(Files.readString(file)).isEqualTo("reserve: 50s\n");
        assertThat(changes.current()).isEqualTo(put.version());
        assertThat(world.engine().snapshot().policy().reserve()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void aRestartFindsNothingNew() {
        started().put(proposal("v1", "reserve: 50s\n"));
        assertThat(started().current().number()).isEqualTo(2);
    }

    @Test
    void whatSomebodyWroteIntoTheFileIsAVersionFromTheNextStart() throws IOException {
        started().put(proposal("v1", "reserve: 50s\n"));
        Files.writeString(file, "reserve: 70s\n");
        assertThat(started().current())
                .extracting(PolicyVersion::number, PolicyVersion::by, PolicyVersion::text)
                .containsExactly(3L, "the policy file", "reserve: 70s\n");
    }

    @Test
    void ofTwoThatEditAtOnceTheSecondIsToldWhatChanged() {
        PolicyChanges changes = started();
        changes.put(proposal("v1", "reserve: 50s\n"));
        assertThatExceptionOfType(PolicyChanges.Moved.class)
                .isThrownBy(() -> changes.put(proposal("v1", "rideThrough: 45s\n")))
                .withMessageContaining("by alice (because)")
                .withMessageContaining("since v1: reserve becomes 50 s");
        assertThat(changes.current().number()).isEqualTo(2);
    }

    @Test
    void aTrialChangesNothingAndShowsBothBudgets() {
        PolicyChanges changes = started();
        PolicyTrial trial = changes.trial("guests:\n  - match: app\n    leaveAlone: true\n  - match: nobody\n");
        assertThat(Objects.requireNonNull(trial.before()).stops()).hasSize(2);
        assertThat(Objects.requireNonNull(trial.after()).stops()).hasSize(1);
        assertThat(trial.warnings()).anyMatch(w -> w.contains("'nobody'"));
        assertThat(changes.current().number()).isEqualTo(1);
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void aPolicyThatNoLongerFitsNeedsSomebodyWhoAcceptsTheRisk() {
        PolicyChanges changes = started();
        String tooMuch = "reserve: 30m\n";
        assertThatExceptionOfType(PolicyChanges.Risky.class)
                .isThrownBy(() -> changes.put(proposal("v1", tooMuch)))
                .withMessageContaining("s are missing");
        assertThat(changes.current().number()).isEqualTo(1);
        changes.put(new PolicyChanges.Proposal(tooMuch, "v1", true, "alice", "we know"));
        assertThat(changes.current().number()).isEqualTo(2);
        // From there on, one that is better but does not fit either needs nobody.
        changes.put(proposal("v2", "reserve: 29m\n"));
        assertThat(changes.current().number()).isEqualTo(3);
    }

    @Test
    void aTextThatIsNoPolicyChangesNothing() {
        PolicyChanges changes = started();
        assertThatExceptionOfType(PolicyRefused.class)
                .isThrownBy(() -> changes.put(proposal("v1", "reserv: 50s\n")))
                .satisfies(e -> assertThat(e.field()).isEqualTo("reserv"));
        assertThat(changes.current().number()).isEqualTo(1);
    }

    @Test
    void aFileThatCannotBeWrittenChangesNothing() throws IOException {
        PolicyChanges changes = started();
        Files.createDirectories(file.resolveSibling("policy.yaml.new").resolve("in-the-way"));
        Duration before = world.engine().snapshot().policy().reserve();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> changes.put(proposal("v1", "reserve: 50s\n")));
        assertThat(changes.current().number()).isEqualTo(1);
        assertThat(world.engine().snapshot().policy().reserve()).isEqualTo(before);
    }

    @Test
    void whileTheGuestsAreNotKnownSomebodyHasToAcceptTheRisk() {
        OutageWorld blind = new OutageWorld();
        blind.hypervisor = false;
        blind.seconds(2);
        PolicyTrial trial = new PolicyTrial(
                List.of(), null, blind.engine().basis(Policy.defaults()).plan(List.of()), List.of());
        assertThat(trial.risk()).contains("the guests are not known yet");
    }
}

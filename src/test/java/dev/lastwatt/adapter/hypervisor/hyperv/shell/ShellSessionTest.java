package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.HypervisorException.Cause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One session against a program that misbehaves. All sessions are opened at once, because each takes five seconds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShellSessionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(900);

    private final BlockingQueue<ShellSession> fresh = new LinkedBlockingQueue<>();
    private Path folder;
    private ChildLedger ledger;

    @BeforeAll
    void open() {
        folder = FakePowerShell.folder();
        ledger = new ChildLedger(folder);
        IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> open("normal")))
                .toList()
                .forEach(s -> fresh.add(s.join()));
    }

    @AfterAll
    void end() {
        fresh.forEach(s -> s.discard("end of test"));
    }

    private ShellSession open(String mood) {
        try {
            ShellSettings settings = ShellSettings.usual(folder, folder)
                    .withExecutable(FakePowerShell.launcher(folder, mood))
                    .withDeadlines(Duration.ofSeconds(40), PATIENCE, PATIENCE);
            return ShellSession.open(settings, ledger);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ShellSession take() {
        ShellSession session = fresh.poll();
        assertThat(session).isNotNull();
        return session;
    }

    private static String ask(ShellSession session, String function) {
        return session.ask(function, Map.of(), PATIENCE)
                .output()
                .get(0)
                .path("saw")
                .asText();
    }

    private static void assertPoisoned(ShellSession session, String function, Duration deadline, Cause cause) {
        assertThatThrownBy(() -> session.ask(function, Map.of(), deadline))
                .isInstanceOfSatisfying(
                        HypervisorException.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(cause));
        assertThat(session.usable()).isFalse();
        session.discard("test");
    }

    @Test
    void noiseAroundTheAnswerAndAnAnswerInTwoHalvesAreNoTrouble() {
        ShellSession session = take();

        assertThat(ask(session, "Noise")).isEqualTo("Noise");
        assertThat(ask(session, "Slowly")).isEqualTo("Slowly");
        assertThat(ask(session, "Plain")).isEqualTo("Plain");
        assertThat(session.usable()).isTrue();
        fresh.add(session);
    }

    @Test
    void aPromptThatEatsTheNextLineIsAMiss() {
        assertPoisoned(take(), "Prompt", SHORT, Cause.TIMEOUT);
    }

    @Test
    void oneThatDoesNotStopTalkingIsAMiss() {
        ShellSession session = take();
        assertThatThrownBy(() -> session.ask("Babble", Map.of(), SHORT)).isInstanceOf(HypervisorException.class);
        assertThat(session.usable()).isFalse();
        session.discard("test");
    }

    @Test
    void oneThatHangsReleasesItsCallerAtTheDeadline() {
        ShellSession session = take();
        long began = System.nanoTime();

        assertPoisoned(session, "Hang", SHORT, Cause.TIMEOUT);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void halfAnAnswerIsAMiss() {
        assertPoisoned(take(), "Half", SHORT, Cause.TIMEOUT);
    }

    @Test
    void anAnswerThatComesTooLateIsNeverTakenForTheNextOne() {
        assertPoisoned(take(), "Late", SHORT, Cause.TIMEOUT);
    }

    @Test
    void anAnswerToAnotherQuestionIsAMiss() {
        assertPoisoned(take(), "Foreign", PATIENCE, Cause.GARBLED);
    }

    @Test
    void twoAnswersAreAMiss() {
        assertPoisoned(take(), "Twice", PATIENCE, Cause.GARBLED);
    }

    @Test
    void aCallThatCannotBeStoppedCostsTheSessionButNotTheAnswer() {
        ShellSession session = take();
        assertThat(ask(session, "Stuck")).isEqualTo("Stuck");
        assertThat(session.usable()).isFalse();
        session.discard("test");
    }

    @Test
    void oneThatDiesInTheMiddleOfAnAnswerReleasesItsCallerAtOnce() {
        ShellSession session = take();
        long began = System.nanoTime();

        assertPoisoned(session, "Die", Duration.ofSeconds(60), Cause.GARBLED);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void whatCannotBeReadIsAMissAndTheProcessAndItsChildrenEndWithTheSession() {
        ShellSession session = open("normal");
        ask(session, "Child");
        ProcessHandle process = ProcessHandle.of(session.pid()).orElseThrow();
        List<ProcessHandle> children = process.children().toList();
        assertThat(children).isNotEmpty();

        assertPoisoned(session, "NoJson", PATIENCE, Cause.GARBLED);

        await().atMost(PATIENCE)
                .until(() -> !process.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void whatDoesNotStartProperlyIsRefusedWithItsCause() {
        Map<String, Cause> expected = Map.of(
                "constrained", Cause.MISCONFIGURED,
                "dead", Cause.NO_POWERSHELL,
                "chatty", Cause.NO_POWERSHELL);
        Map<String, CompletableFuture<ShellSession>> openings = new TreeMap<>();
        expected.keySet().forEach(m -> openings.put(m, CompletableFuture.supplyAsync(() -> open(m))));

        openings.forEach((mood, opening) -> assertThatThrownBy(opening::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        HypervisorException.class,
                        e -> assertThat(e.kind()).as(mood).isEqualTo(expected.get(mood))));
    }

    @Test
    void oneThatStartsSlowerThanTheLibraryWaitsIsUsedAllTheSame() {
        ShellSession session = open("slow-start");

        assertThat(ask(session, "Plain")).isEqualTo("Plain");
        assertThat(session.usable()).isTrue();
        session.discard("test");
    }

    @Test
    void anExecutableThatIsNotThereIsNamedInTheMessage() {
        ShellSettings settings = ShellSettings.usual(folder, folder).withExecutable("/nowhere/pwsh");

        assertThatThrownBy(() -> ShellSession.open(settings, ledger))
                .isInstanceOfSatisfying(
                        HypervisorException.class, e -> assertThat(e.kind()).isEqualTo(Cause.NO_POWERSHELL))
                .hasMessageContaining("/nowhere/pwsh");
    }
}

package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellPool.Lease;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellPool.Purpose;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.HypervisorException.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShellPoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(800);

    private Path folder;

    @BeforeEach
    void use() {
        folder = FakePowerShell.folder();
    }

    private ShellSettings settings() throws IOException {
        return ShellSettings.usual(folder, folder)
                .withExecutable(FakePowerShell.launcher(folder, "normal"))
                .withDeadlines(PATIENCE, PATIENCE, PATIENCE)
                .withCare(Duration.ofHours(1), 1_000, Duration.ofHours(1));
    }

    @Test
    void aSessionThatMissesIsReplacedByOneThatWasOpenedBefore() throws IOException {
        try (ShellPool pool = new ShellPool(settings().withSessions(1, 1))) {
            assertThat(pool.awaitReady(2, PATIENCE)).isTrue();
            List<Long> first = pool.processes();

            try (Lease lease = pool.lease(Purpose.READ, SHORT)) {
                assertThatThrownBy(() -> lease.ask("Hang", Map.of(), SHORT)).isInstanceOf(HypervisorException.class);
            }
            long began = System.nanoTime();
            try (Lease lease = pool.lease(Purpose.READ, PATIENCE)) {
                // Opening takes five seconds at least: this one was there.
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
                assertThat(lease.ask("Plain", Map.of(), PATIENCE).output()).hasSize(1);
            }

            assertThat(pool.awaitReady(2, PATIENCE)).isTrue();
            assertThat(pool.processes()).isNotEqualTo(first).doesNotContain(-1L);
        }
    }

    @Test
    void readingLeavesASessionForActingAndClosingEndsEveryProcess() throws IOException {
        List<ProcessHandle> processes;
        try (ShellPool pool = new ShellPool(settings().withSessions(2, 0))) {
            assertThat(pool.awaitReady(2, PATIENCE)).isTrue();
            processes = pool.processes().stream()
                    .flatMap(p -> ProcessHandle.of(p).stream())
                    .toList();
            assertThat(processes).hasSize(2);

            try (Lease reading = pool.lease(Purpose.READ, SHORT)) {
                assertThatThrownBy(() -> pool.lease(Purpose.READ, SHORT))
                        .isInstanceOfSatisfying(HypervisorException.class, e -> assertThat(e.kind())
                                .isEqualTo(Cause.TIMEOUT));
                try (Lease acting = pool.lease(Purpose.ACTION, SHORT)) {
                    assertThat(acting.ask("Plain", Map.of(), PATIENCE).output()).hasSize(1);
                }
                assertThat(reading.ask("Plain", Map.of(), PATIENCE).output()).hasSize(1);
            }
        }
        await().atMost(PATIENCE).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void aSessionWhoseProcessIsKilledWhileIdleIsNeverLent() throws IOException {
        try (ShellPool pool = new ShellPool(settings().withSessions(1, 1))) {
            assertThat(pool.awaitReady(2, PATIENCE)).isTrue();
            ProcessHandle.of(pool.processes().get(0)).ifPresent(ProcessHandle::destroyForcibly);
            await().atMost(PATIENCE).until(() -> pool.ready() < 2);

            try (Lease lease = pool.lease(Purpose.READ, PATIENCE)) {
                assertThat(lease.ask("Plain", Map.of(), PATIENCE).output()).hasSize(1);
            }
        }
    }

    @Test
    void aWornSessionIsRecycledOnceAnotherIsThere() throws IOException {
        try (ShellPool pool =
                new ShellPool(settings().withSessions(1, 1).withCare(Duration.ofHours(1), 6, Duration.ofHours(1)))) {
            assertThat(pool.awaitReady(2, PATIENCE)).isTrue();
            List<Long> first = pool.processes();
            for (int i = 0; i < 12; i++) {
                try (Lease lease = pool.lease(Purpose.READ, PATIENCE)) {
                    lease.ask("Plain", Map.of(), PATIENCE);
                }
            }
            await().atMost(PATIENCE)
                    .until(() -> pool.ready() >= 1 && pool.processes().stream().noneMatch(first::contains));
        }
    }

    @Test
    void withoutPowerShellACallFailsSoonAndSaysWhy() {
        ShellSettings settings = ShellSettings.usual(folder, folder).withExecutable("/nowhere/pwsh");
        try (ShellPool pool = new ShellPool(settings)) {
            assertThatThrownBy(() -> pool.lease(Purpose.READ, PATIENCE))
                    .isInstanceOfSatisfying(
                            HypervisorException.class, e -> assertThat(e.kind()).isEqualTo(Cause.NO_POWERSHELL))
                    .hasMessageContaining("lastwatt.hypervisor.powershell");
        }
    }
}

package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChildLedgerTest {

    private static final String DEAD_OWNER = "999999999 2026-01-01T00:00:00Z";

    private Path folder;

    private ProcessHandle child;

    @BeforeEach
    void start() throws IOException {
        folder = FakePowerShell.folder();
        child = new ProcessBuilder(FakePowerShell.launcher(folder, "normal"))
                .start()
                .toHandle();
    }

    @AfterEach
    void end() {
        child.destroyForcibly();
    }

    private String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElseThrow();
    }

    private ChildLedger ledgerWith(String line) throws IOException {
        Files.writeString(folder.resolve("powershell-children.txt"), "rubbish\n" + line + "\n");
        return new ChildLedger(folder);
    }

    @Test
    void aProcessLeftByAServiceThatWasKilledIsEnded() throws IOException {
        assertThat(ledgerWith(DEAD_OWNER + " " + child.pid() + " " + started(child))
                        .endOrphans())
                .isEqualTo(1);

        await().atMost(Duration.ofSeconds(10)).until(() -> !child.isAlive());
    }

    @Test
    void anotherProcessThatGotTheSameNumberIsNotTouched() throws IOException {
        assertThat(ledgerWith(DEAD_OWNER + " " + child.pid() + " 2026-01-01T00:00:00Z")
                        .endOrphans())
                .isZero();

        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void aProcessWhoseServiceRunsIsNotTouchedAndStaysListed() throws IOException {
        ProcessHandle owner = ProcessHandle.current().parent().orElseThrow();
        String line = owner.pid() + " " + started(owner) + " " + child.pid() + " " + started(child);

        assertThat(ledgerWith(line).endOrphans()).isZero();

        assertThat(child.isAlive()).isTrue();
        assertThat(folder.resolve("powershell-children.txt")).content().contains(line);
    }

    @Test
    void whatIsStartedIsListedWhileItRuns() {
        ChildLedger ledger = new ChildLedger(folder);
        ledger.add(child);
        assertThat(folder.resolve("powershell-children.txt")).content().contains(child.pid() + " " + started(child));

        ledger.remove(child);

        assertThat(folder.resolve("powershell-children.txt")).content().isEmpty();
    }
}

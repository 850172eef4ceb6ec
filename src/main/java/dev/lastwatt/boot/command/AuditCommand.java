package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.store.SqliteAudit;
import dev.lastwatt.boot.Configuration;
import dev.lastwatt.boot.Folders;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Who did what. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Who did what, and why: GET /api/v1/audit shows it.",
        subcommands = AuditCommand.Verify.class)
final class AuditCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return new Verify().call();
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Whether the audit log is as it was written: each entry holds the hash of the one before. Also works beside a"
                        + " running service.",
                "That its end was cut off shows only by the last hash: note it elsewhere."
            })
    static final class Verify implements Callable<Integer> {

        @Override
        public Integer call() {
            Path data = Configuration.read().settings().dataFolder().orElseGet(Folders::data);
            SqliteAudit.Verdict verdict = SqliteAudit.verify(data.resolve("lastwatt.db"));
            if (verdict.broken().isPresent()) {
                System.out.println(verdict.broken().get() + "; the " + verdict.entries() + " entries before are sound");
                return ExitCode.NO;
            }
            System.out.println(verdict.entries() + " entries, all as they were written"
                    + (verdict.head().isEmpty() ? "" : "; the last hash is " + verdict.head()));
            return ExitCode.OK;
        }
    }
}

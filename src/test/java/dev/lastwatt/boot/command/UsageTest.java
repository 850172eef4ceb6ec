package dev.lastwatt.boot.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("looks at the standard error of the process")
class UsageTest {

    @Test
    void aMisusedCommandIsToldInALineAndWhereItsHelpIs() {
        String said = said("drill", "--guest", "web1", "--all");
        assertThat(said.lines()).hasSize(2);
        assertThat(said).startsWith("lastwatt: ").endsWith("See 'lastwatt drill --help'.\n");
    }

    @Test
    void twoEndsOfAWindowAreOneTooMany() {
        assertThat(said("drill", "--all", "--until", "04:30", "--within", "PT1H")
                        .lines())
                .containsExactly(
                        "lastwatt: --until and --within say the same: give one of them",
                        "See 'lastwatt drill --help'.");
    }

    private static String said(String... args) {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            assertThat(Lastwatt.run(args)).isEqualTo(ExitCode.USAGE);
        } finally {
            System.setErr(before);
        }
        return err.toString(StandardCharsets.UTF_8).replace("\r", "");
    }
}

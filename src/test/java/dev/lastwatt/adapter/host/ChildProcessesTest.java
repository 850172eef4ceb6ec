package dev.lastwatt.adapter.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.host.ProcessRunner.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With the Java that runs the tests as the child, so that no program of the operating system is needed. */
class ChildProcessesTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final ChildProcesses processes = new ChildProcesses();

    private static List<String> child(String... args) {
        List<String> command =
                new ArrayList<>(List.of(JAVA, "-cp", System.getProperty("java.class.path"), Child.class.getName()));
        command.addAll(List.of(args));
        return command;
    }

    @Test
    void exitCodeAndOutputComeBackAndArgumentsAreNotTouched() {
        assertThat(processes.run(child("3", "a b", "", "$HOME;*"), LONG))
                .isEqualTo(new Result.Exited(3, "[a b, , $HOME;*]"));
    }

    @Test
    void muchOutputIsCutAndHoldsTheChildNotUp() {
        assertThat(processes.run(child("0", "flood"), LONG))
                .isInstanceOfSatisfying(Result.Exited.class, exited -> assertThat(exited.output())
                        .hasSizeLessThanOrEqualTo(8 * 1024));
    }

    @Test
    void aChildThatHangsIsKilledWhenItsTimeIsUp() {
        long before = System.nanoTime();
        assertThat(processes.run(child("0", "hang"), Duration.ofSeconds(2))).isEqualTo(new Result.TimedOut());
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(
                        ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty());
    }

    @Test
    void aProgramThatIsNotThereIsNotStarted() {
        assertThat(processes.run(List.of("/no/such/program"), LONG)).isInstanceOf(Result.NotStarted.class);
    }

    /** What is started. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws Exception {
            List<String> words = List.of(args).subList(1, args.length);
            if (words.equals(List.of("hang"))) {
                new java.util.concurrent.CountDownLatch(1).await();
            } else if (words.equals(List.of("flood"))) {
                System.out.print("x".repeat(1_000_000));
            } else {
                System.out.println(words);
            }
            System.exit(Integer.parseInt(args[0]));
        }
    }
}

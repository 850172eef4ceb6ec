package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that looks like PowerShell to jPowerShell and misbehaves as asked: at its start by the word in the launcher, later by
 * the name of the function it is asked for.
 */
public final class FakePowerShell {

    private static final Pattern PROBE = Pattern.compile("^\"<<([0-9a-f]{32}):\\$");
    private static final Pattern REQUEST = Pattern.compile("Invoke-Lastwatt '([0-9a-f]{32})' '([A-Za-z0-9+/=]+)'");
    private static final Pattern FUNCTION = Pattern.compile("\"function\":\"([^\"]+)\"");
    private static final String OTHER = "0123456789abcdef0123456789abcdef";

    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    private final String mood;

    private FakePowerShell(String mood) {
        this.mood = mood;
    }

    /**
     * An executable that starts this program in that mood, written once: a file that this process has open for writing while
     * another thread starts a program cannot be executed.
     */
    static synchronized String launcher(Path folder, String mood) throws IOException {
        boolean windows = File.separatorChar == '\\';
        Path file = folder.resolve("fake-" + mood + (windows ? ".cmd" : ".sh"));
        if (Files.exists(file)) {
            return file.toString();
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = "\"" + java + "\" -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m -cp \""
                + Path.of("target", "test-classes").toAbsolutePath() + "\" " + FakePowerShell.class.getName() + " "
                + mood;
        String script = windows ? "@" + command + " %*\r\n" : "#!/bin/sh\nexec " + command + " \"$@\"\n";
        if (windows) {
            Files.writeString(file, script);
        } else {
            writtenByAnotherProcess(file, script);
        }
        return file.toString();
    }

    private static void writtenByAnotherProcess(Path file, String script) throws IOException {
        Process writer =
                new ProcessBuilder("/bin/sh", "-c", "cat > \"$0\" && chmod 755 \"$0\"", file.toString()).start();
        try (OutputStream text = writer.getOutputStream()) {
            text.write(script.getBytes(StandardCharsets.US_ASCII));
        }
        if (writer.onExit().join().exitValue() != 0) {
            throw new IOException("cannot write " + file);
        }
    }

    /** A folder that is not cleaned up behind the backs of sessions that are still ending. */
    static Path folder() {
        try {
            return Files.createTempDirectory("lastwatt-shell");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads lines until there are no more. */
    public static void main(String[] args) throws Exception {
        new FakePowerShell(args[0]).run();
    }

    /** A program that is slow, or that hangs. */
    private static void pause(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    private void run() throws Exception {
        if (mood.equals("dead")) {
            System.exit(1);
        }
        if (mood.equals("slow-start")) {
            pause(17_000);
        }
        String line;
        while ((line = in.readLine()) != null) {
            Matcher probe = PROBE.matcher(line);
            Matcher request = REQUEST.matcher(line);
            if (line.equals("$pid")) {
                out.println(
                        mood.equals("chatty")
                                ? "profile 99999999999999999999 loaded"
                                : ProcessHandle.current().pid());
            } else if (line.equals("exit")) {
                return;
            } else if (probe.find()) {
                out.println("<<" + probe.group(1) + ":"
                        + (mood.equals("constrained") ? "ConstrainedLanguage" : "FullLanguage") + ":" + probe.group(1)
                        + ">>");
            } else if (request.find()) {
                answer(
                        request.group(1),
                        new String(Base64.getDecoder().decode(request.group(2)), StandardCharsets.UTF_8));
            }
        }
    }

    private void answer(String nonce, String json) throws Exception {
        Matcher named = FUNCTION.matcher(json);
        String function = named.find() ? named.group(1) : "hello";
        String frame = frame(
                nonce,
                "{\"output\":[{\"processId\":" + ProcessHandle.current().pid() + ",\"saw\":\"" + function
                        + "\"}],\"errors\":[],\"timedOut\":false,\"stuck\":" + function.equals("Stuck") + ",\"ms\":1}");
        if (mood.equals("silent")) {
            return;
        }
        switch (function) {
            case "Noise" -> {
                for (int i = 0; i < 4; i++) {
                    out.println("WARNING: something < somewhere >> else " + i);
                    pause(150);
                }
                out.println("half a line before " + frame);
                out.println("and a line after");
            }
            case "Slowly" -> {
                out.print(frame.substring(0, 40));
                out.flush();
                pause(600);
                out.println(frame.substring(40));
            }
            case "Prompt" -> {
                out.print("Are you sure? [Y] Yes [N] No: ");
                out.flush();
                out.println(frame(OTHER.replace('0', '1'), in.readLine() + ""));
            }
            case "Babble" -> {
                while (true) {
                    out.println("VERBOSE: ".repeat(2_000));
                }
            }
            case "Hang" -> pause(600_000);
            case "Half" -> {
                out.print(frame.substring(0, frame.length() / 2));
                out.flush();
                pause(600_000);
            }
            case "Late" -> {
                pause(1_500);
                out.println(frame);
            }
            case "Foreign" -> {
                out.println(frame(OTHER, "{}"));
                out.println(frame);
            }
            case "Twice" -> {
                out.println(frame);
                out.println(frame);
            }
            case "NoJson" -> out.println(frame(nonce, "this is not JSON"));
            case "Die" -> {
                out.print(frame.substring(0, 30));
                out.flush();
                Runtime.getRuntime().halt(3);
            }
            case "Child" -> {
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                FakePowerShell.class.getName(),
                                "normal")
                        .start();
                out.println(frame);
                // The child reads from a pipe that this process holds open.
            }
            default -> out.println(frame);
        }
    }

    private static String frame(String nonce, String text) {
        return "<<" + nonce + ":" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + ":"
                + nonce + ">>";
    }
}

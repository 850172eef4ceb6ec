package dev.lastwatt.adapter.ups.usb;

import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.port.ActionAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is run inside the guest of {@code native/usb-lab}: the source against the unit on the emulated port. Ends with 1 at the first difference. */
final class InTheGuest {

    /** How long it really takes is printed: an emulated processor on a busy machine proves nothing of times. */
    private static final long BACK_WITHIN_MILLIS = 1_000 * Long.getLong("within", 60);

    private final UsbSource source;

    private InTheGuest(String transport) {
        source = new UsbSource(
                UsbSettings.only(),
                transport.equals("hid4java") ? new Hid4JavaTransport() : new Usb4JavaTransport(),
                Instant::now);
    }

    public static void main(String[] args) throws Exception {
        InTheGuest guest = new InTheGuest(args[0]);
        guest.warmUp();
        switch (args[1]) {
            case "busy" ->
                guest.await(
                        "busy",
                        a -> a instanceof SourceAnswer.Missing m && m.detail().contains("another program holds it"));
            case "once" -> guest.await("read", on(StatusFlag.OL));
            default -> guest.all(Integer.parseInt(args[1]), args[0].equals("usb4java"));
        }
        if (args.length > 2) {
            System.out.println("HOLDING");
            Thread.sleep(600_000);
        }
        guest.source.close();
    }

    private static Predicate<SourceAnswer> on(StatusFlag flag) {
        return a -> a instanceof SourceAnswer.Answered answered
                && answered.reading().has(flag);
    }

    /** The first answer may wait for classes to be loaded, which takes its time on an emulated processor. */
    private void warmUp() {
        source.read();
    }

    private void all(int rounds, boolean stalls) throws Exception {
        control("online");
        // A report that does not come in time is missing in a reading; the next one has it.
        SourceAnswer first = await(
                "attached",
                a -> a instanceof SourceAnswer.Answered whole
                        && whole.reading().has(StatusFlag.OL)
                        && whole.reading().chargePercent() != null
                        && whole.reading().runtime() != null
                        && whole.reading().batteryVolts() != null);
        Reading reading = ((SourceAnswer.Answered) first).reading();
        expect("charge", reading.chargePercent(), 100.0);
        expect("runtime", reading.runtime(), Duration.ofSeconds(868));
        expect("load", reading.loadPercent(), 34.0);
        expect("input", reading.inputVolts(), 228.0);
        expect("battery", Math.round(100 * Objects.requireNonNull(reading.batteryVolts())), 1343L);

        control("onbattery");
        await("on battery", on(StatusFlag.OB));
        control("lowbattery");
        await("low battery", on(StatusFlag.LB));
        control("online");
        await("on line again", on(StatusFlag.OL));

        if (stalls) {
            for (String report : new String[] {"16", "06", "13", "14", "7a"}) {
                control("stall " + report + " on");
            }
            await(
                    "stalled",
                    a -> a instanceof SourceAnswer.Missing m && m.detail().contains("does not answer"));
            for (String report : new String[] {"16", "06", "13", "14", "7a"}) {
                control("stall " + report + " off");
            }
            await("answers again", on(StatusFlag.OL));
        }

        control("clearlog");
        if (!(source.commands().shutDown(Duration.ofSeconds(120), true) instanceof ActionAnswer.Accepted)) {
            throw new AssertionError("the shutdown was not accepted");
        }
        expect("shutdown seen by the unit", control("log 15 78 00").contains("21 09 0315"), true);
        expect("cancel", source.commands().cancel() instanceof ActionAnswer.Accepted, true);
        expect("cancel seen by the unit", control("log 15 ff ff").contains("21 09 0315"), true);

        int files = 0;
        for (int i = 0; i < rounds; i++) {
            control("unplug");
            await("unplugged", a -> a instanceof SourceAnswer.Missing);
            control("plug");
            await("replugged", on(StatusFlag.OL));
            if (i == 0) {
                files = openFiles();
            }
        }
        int now = openFiles();
        System.out.println("     " + rounds + " unplugs, open files " + files + " -> " + now);
        if (now > files + 3) {
            throw new AssertionError("files are left open");
        }
    }

    private static int openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return (int) files.count();
        }
    }

    private SourceAnswer await(String what, Predicate<SourceAnswer> wanted) throws InterruptedException {
        long begun = System.nanoTime();
        SourceAnswer answer = source.read();
        while (!wanted.test(answer)) {
            if (System.nanoTime() - begun > BACK_WITHIN_MILLIS * 1_000_000) {
                throw new AssertionError(what + ": not within " + BACK_WITHIN_MILLIS + " ms, but " + answer);
            }
            Thread.sleep(100);
            answer = source.read();
        }
        System.out.printf("     %s after %.2f s%n", what, (System.nanoTime() - begun) / 1e9);
        return answer;
    }

    private static void expect(String what, @Nullable Object got, Object wanted) {
        if (!wanted.equals(got)) {
            throw new AssertionError(what + " is " + got + " and not " + wanted);
        }
    }

    private static String control(String command) throws IOException {
        try (Socket socket = new Socket("10.0.2.2", Integer.getInteger("ctl"))) {
            socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            return String.valueOf(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine());
        }
    }
}

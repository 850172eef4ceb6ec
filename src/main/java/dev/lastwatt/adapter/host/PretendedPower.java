package dev.lastwatt.adapter.host;

import dev.lastwatt.port.HostPower;
import dev.lastwatt.port.Timebase;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The power switch of a host that is played by files: each request is recorded, and the host counts as off a while later, until it
 * is booted. Safe for use by several threads.
 */
public final class PretendedPower implements HostPower {

    /** How long it takes to go down. */
    public static final Duration GOES_DOWN_IN = Duration.ofSeconds(40);

    private final RecordedPower record;
    private final Timebase time;
    private final Instant since;
    private final AtomicInteger boots = new AtomicInteger(1);
    private @Nullable Instant offAt;

    /** A host that is up. */
    public PretendedPower(RecordedPower record, Timebase time) {
        this.record = record;
        this.time = time;
        since = time.now();
    }

    @Override
    public String name() {
        return record.name();
    }

    @Override
    public String bootId() {
        return "pretended-" + since + "-boot-" + boots;
    }

    @Override
    public synchronized boolean isUp() {
        Instant off = offAt;
        return off == null || time.now().isBefore(off);
    }

    @Override
    public synchronized Answer shutDown(String reason) {
        Answer answer = record.shutDown(reason);
        if (offAt == null && answer instanceof Answer.Accepted) {
            offAt = time.now().plus(GOES_DOWN_IN);
        }
        return answer;
    }

    /** Switches it on again, with another boot id. */
    public synchronized void boot() {
        offAt = null;
        boots.incrementAndGet();
    }
}

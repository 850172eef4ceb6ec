package dev.lastwatt.adapter.time;

import dev.lastwatt.port.Timebase;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The wall clock at the moment of construction, and from there on what has elapsed. A clock that is set while the service runs
 * is not noticed until it starts again; time that the host spends suspended may be missing.
 */
public final class SystemTimebase implements Timebase {

    private final Instant origin;
    private final LongSupplier nanos;
    private final long nanosAtOrigin;

    /** Starts now. */
    public SystemTimebase() {
        this(Instant.now(), System::nanoTime);
    }

    SystemTimebase(Instant origin, LongSupplier nanos) {
        this.origin = origin;
        this.nanos = nanos;
        this.nanosAtOrigin = nanos.getAsLong();
    }

    @Override
    public Instant now() {
        return origin.plusNanos(nanos.getAsLong() - nanosAtOrigin);
    }
}

package dev.lastwatt.adapter.scenario;

import dev.lastwatt.port.Timebase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A load that is what it is set to: a host without guests. Safe for use by several threads. */
public final class PlainLoad implements HostLoad {

    private final Timebase time;
    private Instant settled;
    private double watts;
    private @Nullable Feed feed;

    /** Draws these watts from now on; not negative. */
    public PlainLoad(Timebase time, double watts) {
        Demand.notNegative("watts", watts);
        this.time = time;
        this.watts = watts;
        this.settled = time.now();
    }

    @Override
    public synchronized double watts() {
        return watts;
    }

    /** Draws these watts from now on; not negative. A load whose power has ended stays at 0 until it is set again. */
    public synchronized void draw(double newWatts) {
        Demand.notNegative("watts", newWatts);
        settle();
        watts = newWatts;
    }

    @Override
    public synchronized void settle() {
        Instant now = time.now();
        Feed connected = feed;
        if (connected != null && connected.drawn(settled, now, watts, watts) != null) {
            watts = 0;
        }
        settled = now;
    }

    @Override
    public synchronized Instant connect(Feed newFeed) {
        if (feed != null) {
            throw new IllegalStateException("a UPS is connected already");
        }
        settled = time.now();
        feed = newFeed;
        return settled;
    }
}

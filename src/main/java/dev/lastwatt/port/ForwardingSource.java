package dev.lastwatt.port;

import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.UpsDevice;
import java.util.List;
import java.util.Optional;

/** A source that hands everything on to another one: what a decorator does not change passes through. */
public abstract class ForwardingSource implements UpsSource {

    private final UpsSource source;

    /** Hands on to that source, and closes it. */
    protected ForwardingSource(UpsSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public SourceAnswer read() {
        return source.read();
    }

    @Override
    public List<String> recentEvents() {
        return source.recentEvents();
    }

    @Override
    public Optional<UpsDevice> device() {
        return source.device();
    }

    @Override
    public void onHint(Runnable readNow) {
        source.onHint(readNow);
    }

    @Override
    public Optional<BatteryTest> batteryTest() {
        return source.batteryTest();
    }

    @Override
    public void close() {
        source.close();
    }
}

package dev.lastwatt.service;

import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.time.Duration;
import java.util.Set;

/** A UPS that says what the test has it say. */
final class UpsByHand implements UpsSource {

    private final Timebase time;
    private volatile Saying saying = new Saying(Set.of(StatusFlag.OL), 100, Duration.ofMinutes(30));

    private record Saying(Set<StatusFlag> status, double charge, Duration runtime) {}

    /** On line, full. */
    UpsByHand(Timebase time) {
        this.time = time;
    }

    void says(double charge, Duration runtime, StatusFlag... status) {
        saying = new Saying(Set.of(status), charge, runtime);
    }

    /** The device says that the battery is low, and leaves time for everything. */
    void low() {
        says(50, Duration.ofMinutes(20), StatusFlag.OB, StatusFlag.LB);
    }

    /** The mains are back and the battery is full. */
    void full() {
        says(100, Duration.ofMinutes(30), StatusFlag.OL);
    }

    @Override
    public String name() {
        return "a UPS by hand";
    }

    @Override
    public SourceAnswer read() {
        Saying now = saying;
        return new SourceAnswer.Answered(
                new Reading(time.now(), now.status, now.charge, now.runtime, 20.0, null, null, null));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}

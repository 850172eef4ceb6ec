package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import java.time.Duration;

/** What the machine wants done. Directives are carried out in their order, so that a fact is written before its effect. */
public sealed interface Directive {

    /** Write this fact. */
    record Record(Fact fact) implements Directive {}

    /** Ask a guest to stop. */
    record AskStop(GuestId guest, StopMethod method, String reason) implements Directive {}

    /** Run that command, which the host's own configuration describes, before the guest is asked to stop. */
    record RunPreStop(GuestId guest, String name, String command, Duration within) implements Directive {}

    /** Ask a guest to start. */
    record AskStart(GuestId guest) implements Directive {}

    /** Ask the host to shut down. */
    record AskHostShutdown(String reason) implements Directive {}

    /** Have the UPS run on its battery by a command of its own, or end that. */
    record TestBattery(boolean on) implements Directive {}

    /** Look at everything afresh: an outage has begun, and what is known may be half a minute old. */
    record CheckReadiness() implements Directive {}
}

package dev.lastwatt.app;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.port.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Armed or not; kept over restarts in the journal. Not armed until an administrator says so. */
final class ArmingSwitch {

    private boolean armed;
    private @Nullable Instant until;

    private ArmingSwitch(boolean armed, @Nullable Instant until) {
        this.armed = armed;
        this.until = until;
    }

    static ArmingSwitch from(Journal journal) {
        return journal.last(Fact.ArmingChanged.class)
                .map(f -> new ArmingSwitch(f.armed(), f.until()))
                .orElseGet(() -> new ArmingSwitch(false, null));
    }

    boolean isArmed() {
        return armed;
    }

    Fact arm(Instant now, String by, String reason) {
        armed = true;
        until = null;
        return new Fact.ArmingChanged(now, true, null, by, reason);
    }

    Fact disarm(Instant now, @Nullable Instant until, String by, String reason) {
        armed = false;
        this.until = until;
        return new Fact.ArmingChanged(now, false, until, by, reason);
    }

    /** A disarming that was meant to end has ended. */
    Optional<Fact> rearmIfDue(Instant now) {
        Instant due = until;
        if (armed || due == null || now.isBefore(due)) {
            return Optional.empty();
        }
        return Optional.of(arm(now, "lastwatt", "the time of the disarming is over"));
    }

    /**
     * Whether the service would act.
     *
     * @param others who else acts, each with its fix: no run begins while there is somebody
     */
    Arming describe(Supply supply, HostView host, List<String> others) {
        List<String> blocked = new ArrayList<>(others);
        if (supply.reading() == null) {
            blocked.add("there is no reading of the UPS yet: see lastwatt.ups.*");
        }
        if (host.inventory() == null) {
            blocked.add("the guests are not known yet: see lastwatt.hypervisor.*");
        }
        return new Arming(armed, until, blocked);
    }
}

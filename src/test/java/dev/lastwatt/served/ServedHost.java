package dev.lastwatt.served;

import dev.lastwatt.core.guest.AutomaticSetting;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestStatus;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.GuestSettings;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.SettingAnswer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A hypervisor whose guests have settings and nothing else. */
public final class ServedHost implements Hypervisor {

    private final List<Guest> guests = new ArrayList<>();
    private @Nullable SettingAnswer answer;
    private Runnable meanwhile = () -> {};
    private boolean silent;

    /** From now on it has these guests, and does what it is asked. */
    public void become(Guest... having) {
        guests.clear();
        guests.addAll(List.of(having));
        answer = null;
        meanwhile = () -> {};
        silent = false;
    }

    /** Every change is answered so from now on, and not made. */
    public void answering(SettingAnswer with) {
        answer = with;
    }

    /** This happens while a change is made. */
    public void meanwhile(Runnable happens) {
        meanwhile = happens;
    }

    /** It does not answer any more. */
    public void fallSilent() {
        silent = true;
    }

    @Override
    public String name() {
        return "served host";
    }

    @Override
    public Inventory inventory() {
        if (silent) {
            throw new HypervisorException(HypervisorException.Cause.TIMEOUT, "no answer");
        }
        return new Inventory(ServedEngine.START, "host-1", guests, List.of());
    }

    @Override
    public GuestSettings settings() {
        return (id, setting, value) -> {
            meanwhile.run();
            if (answer != null) {
                return answer;
            }
            guests.replaceAll(g -> g.id().equals(id) ? changed(g, setting, value) : g);
            return new SettingAnswer.Changed();
        };
    }

    private static Guest changed(Guest g, AutomaticSetting setting, String value) {
        return switch (setting) {
            case STOP_ACTION -> Guests.withActions(g, value, g.startAction(), g.startDelaySeconds());
            case START_ACTION -> Guests.withActions(g, g.stopAction(), value, g.startDelaySeconds());
            case START_DELAY -> Guests.withActions(g, g.stopAction(), g.startAction(), Integer.parseInt(value));
        };
    }

    @Override
    public List<GuestStatus> states(Collection<GuestId> ids) {
        return List.of();
    }

    @Override
    public ActionAnswer stop(GuestId id, StopMethod method, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ActionAnswer start(GuestId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}

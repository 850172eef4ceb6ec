package dev.lastwatt.adapter.ups.usb;

import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.Deadline;
import dev.lastwatt.adapter.ups.wire.UpsSetting;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.UpsDevice;
import dev.lastwatt.port.BatteryTest;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A UPS on this machine's USB. Every reading asks the unit anew; after a loss the next reading looks for it again, wherever it is
 * plugged in by then. A read lasts at most the settings' read timeout and one report.
 */
public final class UsbSource implements UpsSource {

    private static final int MOST_NAMED = 5;

    private final UsbSettings settings;
    private final UsbTransport transport;
    private final Timebase time;
    private @Nullable HeldUnit held;
    private @Nullable UpsDevice device;

    /** Reads as the settings say; takes the unit at the first read. */
    public UsbSource(UsbSettings settings, UsbTransport transport, Timebase time) {
        this.settings = settings;
        this.transport = transport;
        this.time = time;
    }

    @Override
    public String name() {
        return "usb"
                + (settings.vendor().isPresent()
                        ? String.format("/%04x", settings.vendor().getAsInt())
                        : "")
                + (settings.product().isPresent()
                        ? String.format(":%04x", settings.product().getAsInt())
                        : "");
    }

    @Override
    public synchronized SourceAnswer read() {
        try {
            HeldUnit unit = unit();
            SourceAnswer answer =
                    new SourceAnswer.Answered(unit.reading(time.now(), Deadline.in(settings.readTimeout())));
            device = unit.device();
            return answer;
        } catch (ContactLost e) {
            if (held == null || held.isGivenUp() || e.kind() != ContactLoss.STALE) {
                drop();
            }
            return e.at(time.now());
        } catch (RuntimeException e) {
            // A mistake of ours in the face of odd input: the outage goes on, and so must the readings.
            drop();
            return ContactLost.because(ContactLoss.GARBLED, "unexpected: " + e).at(time.now());
        }
    }

    /** The unit as a dump; asks for every report it has. Throws {@link ContactLost}. */
    public synchronized UnitDump dump() {
        return unit().dump();
    }

    /** What the unit can be told. Throws {@link ContactLost}. */
    public synchronized UnitCommands commands() {
        return unit().commands();
    }

    private HeldUnit unit() {
        HeldUnit unit = held;
        if (unit == null) {
            UsbUnit chosen = choose(transport.units(settings));
            unit = HeldUnit.take(transport.open(chosen), chosen);
            held = unit;
        }
        return unit;
    }

    private UsbUnit choose(List<UsbUnit> units) {
        List<UsbUnit> meant = units.stream().filter(settings::mean).toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        List<UsbUnit> closed = units.stream()
                .filter(u -> !u.problem().isEmpty() && settings.meanIds(u.vendor(), u.product()))
                .toList();
        if (meant.isEmpty() && closed.size() == 1) {
            throw ContactLost.because(ContactLoss.DENIED, closed.get(0).problem());
        }
        if (meant.size() > 1) {
            throw ContactLost.because(ContactLoss.DENIED, "several UPSes are on USB: " + named(meant), UpsSetting.USB);
        }
        if (!units.isEmpty()) {
            throw ContactLost.because(ContactLoss.NOT_READY, "not on USB, but " + named(units) + " is", UpsSetting.USB);
        }
        throw ContactLost.because(ContactLoss.NOT_READY, "no UPS is on this machine's USB");
    }

    private static String named(List<UsbUnit> units) {
        return units.stream()
                .limit(MOST_NAMED)
                .map(u -> u.ids() + (u.serial().isEmpty() ? "" : " serial " + u.serial()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public synchronized Optional<UpsDevice> device() {
        return Optional.ofNullable(device);
    }

    @Override
    public synchronized Optional<BatteryTest> batteryTest() {
        try {
            return unit().commands().canTest() ? Optional.of(new UsbBatteryTest(this)) : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private void drop() {
        HeldUnit dropped = held;
        held = null;
        if (dropped != null) {
            dropped.close();
        }
    }

    @Override
    public synchronized void close() {
        drop();
    }
}

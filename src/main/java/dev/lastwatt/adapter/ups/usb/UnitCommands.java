package dev.lastwatt.adapter.ups.usb;

import dev.lastwatt.port.ActionAnswer;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** What a unit can be told: by the usages for it, wherever in its reports they are (Usage Tables for HID Power Devices, 4.1.4, 4.1.5). */
public final class UnitCommands {

    private static final int DEEP_TEST = 2;
    private static final int QUICK_TEST = 1;
    private static final int ABORT_TEST = 3;

    private final ReportDescriptor descriptor;
    private final UsbConnection connection;

    UnitCommands(ReportDescriptor descriptor, UsbConnection connection) {
        this.descriptor = descriptor;
        this.connection = connection;
    }

    /** Whether it can be told to switch its output off. */
    public boolean canShutDown() {
        return field(Usages.DELAY_BEFORE_SHUTDOWN).isPresent();
    }

    /** Whether it can be told to test its battery. */
    public boolean canTest() {
        return field(Usages.TEST).isPresent();
    }

    /**
     * Has the output switched off after a delay.
     *
     * @param back whether it is to be switched on again when the mains are there
     */
    public ActionAnswer shutDown(Duration delay, boolean back) {
        Optional<HidField> off = field(Usages.DELAY_BEFORE_SHUTDOWN);
        if (off.isEmpty()) {
            return refused("the unit has no command for it");
        }
        Optional<HidField> on = field(Usages.DELAY_BEFORE_STARTUP);
        if (on.isPresent()) {
            // Before the shutdown, which some units take as the go.
            ActionAnswer first = write(on.get(), back ? Math.max(0, on.get().rawOf(0)) : never(on.get()));
            if (!(first instanceof ActionAnswer.Accepted)) {
                return first;
            }
        }
        return write(off.get(), Math.max(0, off.get().rawOf(delay.toSeconds())));
    }

    /** Takes back what {@link #shutDown} ordered. */
    public ActionAnswer cancel() {
        return field(Usages.DELAY_BEFORE_SHUTDOWN)
                .map(f -> write(f, never(f)))
                .orElse(refused("the unit has no command for it"));
    }

    /** Has the battery tested: quickly, or until it is low. */
    public ActionAnswer test(boolean deep) {
        return field(Usages.TEST)
                .map(f -> write(f, deep ? DEEP_TEST : QUICK_TEST))
                .orElse(refused("the unit has no command for it"));
    }

    /** Ends a test. */
    public ActionAnswer stopTest() {
        return field(Usages.TEST).map(f -> write(f, ABORT_TEST)).orElse(refused("the unit has no command for it"));
    }

    /** No countdown: -1, which is all ones where the field has no sign. */
    private static long never(HidField field) {
        return field.logicalMin() < 0 ? -1 : (1L << field.bits()) - 1;
    }

    private Optional<HidField> field(int usage) {
        return descriptor.fields().stream()
                .filter(f -> f.usage() == usage && f.type() == ReportType.FEATURE && !f.constant())
                .min(Comparator.comparingInt(UnitCommands::rank));
    }

    private static int rank(HidField f) {
        return switch (f.home()) {
            case Usages.POWER_SUMMARY -> 0;
            case Usages.OUTPUT -> 1;
            case Usages.OUTLET_SYSTEM, Usages.OUTLET -> 2;
            case Usages.BATTERY, Usages.BATTERY_SYSTEM -> 3;
            default -> 4;
        };
    }

    private ActionAnswer write(HidField field, long raw) {
        Integer length = descriptor.reports(ReportType.FEATURE).get(field.reportId());
        if (length == null) {
            return refused("the unit has no such report");
        }
        try {
            byte[] now = connection.report(
                    ReportType.FEATURE, field.reportId(), length, descriptor.longest(ReportType.FEATURE));
            // What else is in the report must stay as it is; alone in it, it needs no look.
            boolean alone = field.bits() == length * 8;
            if (now == null && !alone) {
                return new ActionAnswer.Unanswered("the unit does not say what is set");
            }
            byte[] report = now == null || now.length < length ? new byte[length] : now;
            return connection.write(field.reportId(), field.written(report, raw))
                    ? new ActionAnswer.Accepted()
                    : refused("the unit does not take it");
        } catch (RuntimeException e) {
            return new ActionAnswer.Unanswered(String.valueOf(e.getMessage()));
        }
    }

    private static ActionAnswer refused(String why) {
        return new ActionAnswer.Refused(ActionAnswer.Cause.FAILED, why);
    }
}

package dev.lastwatt.adapter.ups.usb;

import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.BatteryTest;
import java.util.function.Function;

/** The deep test of a unit on USB. */
final class UsbBatteryTest implements BatteryTest {

    private final UsbSource source;

    UsbBatteryTest(UsbSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "Test (deep)";
    }

    @Override
    public ActionAnswer start() {
        return order(c -> c.test(true));
    }

    @Override
    public ActionAnswer stop() {
        return order(UnitCommands::stopTest);
    }

    private ActionAnswer order(Function<UnitCommands, ActionAnswer> order) {
        try {
            return order.apply(source.commands());
        } catch (RuntimeException e) {
            return new ActionAnswer.Unanswered(String.valueOf(e.getMessage()));
        }
    }
}

package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.ups.usb.UsbUnit;
import dev.lastwatt.adapter.ups.usb.WindowsDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The UPSes on USB as lines: each with what stands in the way, the driver that holds it, and its settings. */
final class UnitList {

    private UnitList() {}

    /**
     * The lines.
     *
     * @param units those that could be looked at
     * @param drivers what Windows says of units, perhaps also of some that could not; empty elsewhere
     */
    static List<String> lines(List<UsbUnit> units, List<WindowsDriver> drivers) {
        List<WindowsDriver> hidden = drivers.stream()
                .filter(d -> units.stream().noneMatch(u -> u.ids().equals(d.ids())))
                .toList();
        boolean several = units.size() + hidden.size() > 1;
        List<String> lines = new ArrayList<>();
        for (UsbUnit unit : units) {
            Optional<WindowsDriver> driver =
                    drivers.stream().filter(d -> d.ids().equals(unit.ids())).findFirst();
            lines.add(unit.ids() + "  " + (unit.model().isEmpty() ? "(does not say)" : unit.model()) + "  "
                    + unit.place());
            if (!unit.problem().isEmpty()) {
                lines.add("  " + unit.problem());
            }
            driver.ifPresent(d -> lines.add("  " + d.words()));
            settings(unit.ids(), driver, several, lines);
            if (several && !unit.serial().isEmpty()) {
                lines.add("lastwatt.ups.usb.serial=" + unit.serial());
            }
            lines.add("");
        }
        for (WindowsDriver driver : hidden) {
            lines.add(driver.ids() + "  " + (driver.name().isEmpty() ? "(does not say)" : driver.name()));
            lines.add("  " + driver.words());
            if (driver.isReadable()) {
                settings(driver.ids(), Optional.of(driver), several, lines);
            }
            lines.add("");
        }
        return lines;
    }

    private static void settings(String ids, Optional<WindowsDriver> driver, boolean several, List<String> lines) {
        lines.add("");
        lines.add("lastwatt.ups.type=usb");
        if (driver.isPresent() && driver.get().needsUsb4Java()) {
            lines.add("lastwatt.ups.usb.transport=usb4java");
        }
        if (several) {
            lines.add("lastwatt.ups.usb.vendor=" + ids.substring(0, 4));
            lines.add("lastwatt.ups.usb.product=" + ids.substring(5));
        }
    }
}

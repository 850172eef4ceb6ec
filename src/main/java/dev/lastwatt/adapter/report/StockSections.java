package dev.lastwatt.adapter.report;

import dev.lastwatt.adapter.report.Section.Head;
import dev.lastwatt.app.BudgetInquiry;
import dev.lastwatt.core.plan.StockFigures;
import java.util.ArrayList;
import java.util.List;

/** The figures to copy to the other servers on the UPS, which run stock software. */
final class StockSections {

    private static final Head FILE = Head.text("file", 24);
    private static final Head LINE = Head.text("line to write", 36);
    private static final Head REMARK = Head.text("what it does", 50);

    private StockSections() {}

    static List<Section> of(BudgetInquiry inquiry) {
        StockFigures stock = inquiry.stock();
        if (stock == null || stock.servers().isEmpty()) {
            return List.of(Section.ofLines(
                    "Other servers on this UPS",
                    List.of(
                            "none is named: write each into the policy's otherServers with the time its own shutdown takes,"
                                    + " and its figures for apcupsd and NUT stand here")));
        }
        List<Section> out = new ArrayList<>();
        stock.servers().forEach(s -> out.add(apcupsd(s)));
        StockFigures.Nut nut = stock.nut();
        if (nut != null) {
            out.add(nut(nut));
        }
        return out;
    }

    private static Section apcupsd(StockFigures.Apcupsd s) {
        String file = "apcupsd.conf";
        Long timeout = s.timeout();
        return new Section(
                "If " + Legible.cut(Legible.of(s.server()), GuestNames.COLUMNS) + " runs apcupsd",
                (timeout == null ? tooLate(s.arithmetic()) : "") + "It needs " + Spans.words(s.needs())
                        + " and is to be down " + Spans.words(s.downBy())
                        + " after the failure of the mains. The earliest trigger wins; each of these stays on.",
                List.of(FILE, LINE, REMARK),
                List.of(
                        List.of(
                                file,
                                timeout == null ? "(no TIMEOUT is early enough)" : "TIMEOUT " + timeout,
                                "seconds on battery, then it shuts down. 0 switches only this timer off; BATTERYLEVEL and"
                                        + " MINUTES still act"),
                        List.of(
                                file,
                                "BATTERYLEVEL " + s.batteryLevel(),
                                s.batteryLevel() < 0
                                        ? "off: there is no charge to compare with"
                                        : "percent: it shuts down at or below, for a battery that empties faster than"
                                                + " expected. -1 switches it off"),
                        List.of(
                                file,
                                "MINUTES " + s.minutes(),
                                s.minutes() < 0
                                        ? "off: there is no runtime to compare with"
                                        : "minutes that the UPS says are left: it shuts down at or below. -1 switches it off,"
                                                + " 0 does not"),
                        List.of(
                                file,
                                "ONBATTERYDELAY " + StockFigures.ONBATTERYDELAY,
                                "seconds until the timer begins; reckoned with above"),
                        List.of(
                                file,
                                "POLLTIME " + StockFigures.POLLTIME,
                                "seconds between two looks; the usual 60 is too long. Also at the apcupsd it asks"),
                        List.of(
                                "(no setting)",
                                "low battery, lost contact",
                                "when the UPS says low battery, or its apcupsd is gone while on battery, it shuts down too")),
                s.arithmetic().stream()
                        .skip(timeout == null ? 1 : 0)
                        .map(StockSections::whole)
                        .toList());
    }

    private static Section nut(StockFigures.Nut n) {
        Long announce = n.forcedShutdownBy();
        Long low = n.runtimeLow();
        List<List<String>> rows = new ArrayList<>(List.of(
                List.of(
                        "upsmon.conf",
                        "HOSTSYNC " + n.hostSync(),
                        "seconds that the primary waits for its clients to log out; the same at the secondaries"),
                List.of(
                        "upsmon.conf (primary)",
                        "FINALDELAY " + n.finalDelay(),
                        "seconds from then until the primary itself goes down. At the secondaries 0"),
                List.of("ups.conf", "offdelay = " + n.offDelay(), "seconds from the command until the outlets are off"),
                List.of(
                        "ups.conf",
                        "ondelay = " + n.onDelay(),
                        "seconds until they may be on again; more than offdelay")));
        if (low != null) {
            rows.add(
                    List.of(
                            "ups.conf",
                            "override.battery.runtime.low = " + low,
                            "seconds left at which NUT takes the battery for low (with ignorelb) and the primary announces the end"));
        }
        if (announce != null) {
            rows.add(List.of(
                    "upssched.conf (primary)",
                    "AT ONBATT * START-TIMER fsd " + announce,
                    "for a UPS that says low battery too late or never; the command script runs upsmon -c fsd"));
        }
        return new Section(
                "If the other servers follow a NUT primary (upsmon)",
                (announce == null ? tooLate(n.arithmetic()) : "")
                        + "Secondaries shut down when the primary announces it (FSD); the primary does at low battery, whatever else is"
                        + " written: "
                        + (announce == null
                                ? "that is too late whenever it comes."
                                : "it must by " + Spans.words(announce) + " after the failure.")
                        + " The end it announces is this host's too, if it reads its UPS from there: its guests are stopped at once then,"
                        + " whatever is planned here. Servers that follow apcupsd's TIMEOUT leave it its time.",
                List.of(FILE, LINE, REMARK),
                rows,
                n.arithmetic().stream()
                        .skip(announce == null ? 1 : 0)
                        .map(StockSections::whole)
                        .toList());
    }

    /** The warning stands before the figures: it is the first line of an arithmetic that does not come out. */
    private static String tooLate(List<String> arithmetic) {
        String line = whole(arithmetic.get(0));
        return "TOO LATE: " + line + ". ";
    }

    /** Not cut: an arithmetic that ends in dots is none. */
    private static String whole(String line) {
        return line.codePoints().allMatch(c -> c >= 32 && c < 127) ? line : Legible.sentence(line);
    }
}

package dev.lastwatt.adapter.report;

import dev.lastwatt.adapter.report.TextTable.Column;
import dev.lastwatt.app.SettingsReview;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.plan.AuditedGuest;
import dev.lastwatt.core.plan.SettingChange;
import dev.lastwatt.core.plan.SettingsAudit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The guests' automatic settings against what the policy implies, for a terminal. */
public final class SettingsText {

    private static final int WHY = 48;

    private SettingsText() {}

    /** What differs, what is right, who is left alone, and the lines that would change it. */
    public static String render(Snapshot snapshot) {
        Optional<SettingsAudit> audit = SettingsReview.audit(snapshot);
        if (audit.isEmpty()) {
            return "The guests are not known yet: see lastwatt.hypervisor.*\n";
        }
        List<AuditedGuest> guests = audit.get().guests();
        Map<GuestId, String> called = new HashMap<>();
        guests.forEach(g -> called.put(g.guest(), g.name()));
        GuestNames names = new GuestNames(called);
        StringBuilder out = new StringBuilder();
        List<SettingChange> changes = audit.get().changes();
        if (!guests.isEmpty()) {
            table(guests, names).lines().forEach(l -> out.append(l).append('\n'));
            out.append('\n');
        }
        for (AuditedGuest guest : guests) {
            if (guest.leftAlone() != null) {
                out.append("Left alone: ")
                        .append(names.of(guest.guest()))
                        .append(", ")
                        .append(guest.leftAlone())
                        .append('\n');
            }
        }
        if (changes.isEmpty()) {
            return out.append("Nothing differs from what the policy implies.\n").toString();
        }
        out.append(changes.size())
                .append(
                        " setting(s) differ. 'lastwatt settings --apply --reason TEXT' sets them; by hand, on the host:\n\n");
        changes.forEach(c -> out.append("  ").append(c.powerShell()).append('\n'));
        return out.toString();
    }

    private static TextTable table(List<AuditedGuest> guests, GuestNames names) {
        TextTable table = new TextTable(
                Column.left("guest", GuestNames.COLUMNS),
                Column.left("setting", 20),
                Column.left("now", 14),
                Column.left("should be", 14),
                Column.left("why", WHY));
        for (AuditedGuest guest : guests) {
            for (SettingChange c : guest.settings()) {
                List<String> why = Legible.wrap(Legible.sentence(c.why()), WHY);
                table.row(
                        names.of(c.guest()),
                        c.setting().property(),
                        c.now().isEmpty() ? "?" : Legible.of(c.now()),
                        c.differs() ? c.wanted() : "=",
                        why.get(0));
                why.stream().skip(1).forEach(more -> table.row("", "", "", "", more));
            }
        }
        return table;
    }
}

package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.GuestId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A guest whose automatic settings were looked at.
 *
 * @param guest which
 * @param name its name, for people
 * @param leftAlone why nothing is said about it, or null
 * @param settings every setting with what it should be; empty if it is left alone
 */
public record AuditedGuest(
        GuestId guest, String name, @Nullable String leftAlone, List<SettingChange> settings) {

    /** Copies the list. */
    public AuditedGuest {
        settings = List.copyOf(settings);
    }
}

package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.core.plan.AuditedGuest;
import dev.lastwatt.core.plan.SettingChange;
import dev.lastwatt.core.plan.SettingsAudit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The audit of the guests' automatic settings. */
@Schema(
        name = "Settings",
        description = "What Hyper-V is told to do with each guest by itself, against what the policy implies.")
public record SettingsView(
        @Schema(description = "How many settings differ; 0 if there is nothing to do")
        int differing,

        List<GuestSettingsView> guests) {

    /** One guest. */
    @Schema(name = "GuestSettings", description = "The automatic settings of one guest.")
    public record GuestSettingsView(
            @Schema(description = "Its GUID") String guest,

            String name,

            @Schema(description = "Why nothing is said about this guest; then it has no settings here") @Nullable String leftAlone,

            List<SettingView> settings) {}

    /** One setting. */
    @Schema(name = "GuestSetting", description = "One automatic setting, as it is and as it should be.")
    public record SettingView(
            @Schema(description = "AutomaticStopAction, AutomaticStartAction or AutomaticStartDelay (in seconds)")
            String setting,

            @Schema(description = "What is set; empty where Hyper-V did not say")
            String now,

            @Schema(description = "What the policy implies") String wanted,

            boolean differs,

            @Schema(description = "Why that") String why,

            @Schema(description = "The change as a line of PowerShell for the host; null if nothing differs") @Nullable String powerShell,

            @Schema(description = "The way back, in the same form") @Nullable String undo) {

        static SettingView of(SettingChange change) {
            return new SettingView(
                    change.setting().property(),
                    change.now(),
                    change.wanted(),
                    change.differs(),
                    change.why(),
                    change.differs() ? change.powerShell() : null,
                    change.differs() ? change.undo() : null);
        }
    }

    /** The JSON of this audit. */
    public static SettingsView of(SettingsAudit audit) {
        return new SettingsView(
                audit.changes().size(),
                audit.guests().stream().map(SettingsView::of).toList());
    }

    private static GuestSettingsView of(AuditedGuest guest) {
        return new GuestSettingsView(
                guest.guest().toString(),
                guest.name(),
                guest.leftAlone(),
                guest.settings().stream().map(SettingView::of).toList());
    }
}

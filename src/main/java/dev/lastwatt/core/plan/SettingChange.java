package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.AutomaticSetting;
import dev.lastwatt.core.guest.GuestId;
import java.util.Locale;

/**
 * One setting of one guest, as it is and as the policy implies it.
 *
 * @param guest whose
 * @param name its name, for people
 * @param now what is set, in Hyper-V's words; empty where Hyper-V did not say
 * @param wanted what should be set; the same where nothing is to be changed
 * @param why why that
 */
public record SettingChange(
        GuestId guest, String name, AutomaticSetting setting, String now, String wanted, String why) {

    /** Whether there is anything to change. */
    public boolean differs() {
        return !now.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT));
    }

    /** The change as an administrator would type it on the host. By id: names are not unique, and may be anything. */
    public String powerShell() {
        return line(wanted);
    }

    /** The way back. */
    public String undo() {
        return line(now);
    }

    private String line(String value) {
        return "Set-VM -VM (Get-VM -Id '" + guest + "') -" + setting.property() + " " + value;
    }
}

package dev.lastwatt.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.fake.Guests;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WithoutUsSectionTest {

    private static String text(Hosts host) {
        return BudgetText.render(BudgetReport.of(host.snapshot(), ZoneOffset.UTC))
                .replaceAll("\\s+", " ");
    }

    @Test
    void theReportSaysHowLongWindowsAloneTakesAndFromWhenThatIsMeant() {
        assertThat(text(Hosts.office()))
                .contains(WithoutUsSection.TITLE)
                .contains(
                        "If Windows begins at the failure of the mains, the battery probably carries it, but not at worst")
                .contains("low battery, the battery DOES NOT carry it")
                .contains("Turned off hard: 1 of 8 guests")
                .contains("assumed: Hyper-V begins with all guests at once");
    }

    @Test
    void aGuestThatWouldBeTurnedOffHardIsNamedWithTheSettingThatHelps() {
        Hosts host = new Hosts();
        host.guests.add(Guests.withActions(host.guest("LAB", 4), "TurnOff", "StartIfRunning", 0));
        host.guests.remove(0);
        assertThat(text(host))
                .contains("LOST")
                .contains("Turned off hard: 1 of 1 guests")
                .contains("LAB: set its automatic stop action to Save instead of TurnOff")
                .contains("lastwatt settings");
    }

    @Test
    void aBatteryThatDoesNotCarryItIsSaid() {
        Hosts host = new Hosts();
        host.took(host.guest("BIG", 256), StopMethod.SAVE, 1_000, 1_010);
        host.lowerBound = Duration.ofSeconds(300);
        assertThat(text(host)).contains("failure of the mains, the battery DOES NOT carry it");
    }

    @Test
    void namesAreMadeHarmlessOnThePage() {
        Hosts host = new Hosts();
        host.guest("<script>alert(1)</script>", 4);
        String page = BudgetPage.render(BudgetReport.of(host.snapshot(), ZoneOffset.UTC));
        assertThat(page).contains(WithoutUsSection.TITLE).doesNotContain("<script>");
    }

    @Test
    void beforeTheFirstPlanThereIsNoSuchSection() {
        String text = BudgetText.render(BudgetReport.of(new Hosts().knowingNothing(), ZoneOffset.UTC));
        assertThat(text).doesNotContain(WithoutUsSection.TITLE);
    }

    @Test
    void theSettingsAreAListWithTheLinesToType() {
        Hosts host = new Hosts();
        host.guests.add(Guests.withActions(host.guest("LAB", 4), "TurnOff", "Start", 0));
        host.guests.remove(0);
        assertThat(SettingsText.render(host.snapshot()))
                .contains("LAB", "AutomaticStopAction", "TurnOff", "2 setting(s) differ")
                .contains("Set-VM -VM (Get-VM -Id '" + host.guests.get(0).id() + "') -AutomaticStopAction Save");
        assertThat(SettingsText.render(new Hosts().knowingNothing())).contains("not known yet");
    }
}

package dev.lastwatt.core.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.power.PowerState.OnBattery;
import dev.lastwatt.core.power.PowerState.OnLine;
import dev.lastwatt.core.power.PowerState.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessesTest {

    private static final Instant T0 = Instant.parse("2026-01-15T09:00:00Z");
    private static final Instant NOW = T0.plusSeconds(600);

    @Test
    void theWorseOfTwoCountsForThePowerAndForTheRuntime() {
        Witnesses.Verdict verdict =
                of(says("card", new OnLine(T0), 300, 100), says("usb", new OnBattery(T0), 900, 100));
        assertThat(verdict.feed().power()).isEqualTo(new OnBattery(T0));
        assertThat(verdict.feed().runtime().lowerBound()).isEqualTo(Duration.ofSeconds(300));
        assertThat(verdict.place())
                .as("the reading of the one whose power counts")
                .isEqualTo(1);
        assertThat(verdict.notes())
                .containsExactly(
                        "UPS left: its sources card and usb disagree about the power (on line, on battery); the worse counts");
    }

    @Test
    void aDifferenceOfAPollIsNotTold() {
        Witnesses.Verdict verdict =
                of(says("card", new OnLine(T0), 300, 100), says("usb", new OnBattery(NOW.minusSeconds(2)), 300, 100));
        assertThat(verdict.feed().power()).isEqualTo(new OnBattery(NOW.minusSeconds(2)));
        assertThat(verdict.notes()).isEmpty();
    }

    @Test
    void oneThatDoesNotAnswerSaysNothingWhileTheOtherDoes() {
        Witnesses.Verdict verdict =
                of(says("card", new Unknown(T0, new OnBattery(T0)), 10, 100), says("usb", new OnLine(T0), 900, 100));
        assertThat(verdict.feed().power()).isEqualTo(new OnLine(T0));
        assertThat(verdict.feed().runtime().lowerBound()).isEqualTo(Duration.ofSeconds(900));
        assertThat(verdict.notes())
                .containsExactly("UPS left: its source card does not answer since 2026-01-15T09:00:00Z");
    }

    @Test
    void withoutAnyAnswerTheWorseOfWhatWasHeardLastCounts() {
        Witnesses.Verdict verdict = of(
                says("card", new Unknown(T0, new OnLine(T0)), 900, 100),
                says("usb", new Unknown(T0, new OnBattery(T0)), 500, 100));
        assertThat(verdict.feed().power()).isEqualTo(new Unknown(T0, new OnBattery(T0)));
        assertThat(verdict.feed().runtime().lowerBound()).isEqualTo(Duration.ofSeconds(500));
    }

    @Test
    void chargesAndRuntimesThatLieFarApartAreTold() {
        assertThat(of(says("card", new OnLine(T0), 300, 100), says("usb", new OnLine(T0), 300, 80))
                        .notes())
                .containsExactly(
                        "UPS left: its sources card and usb disagree about the charge (100 %, 80 %); the worse counts");
        assertThat(of(says("card", new OnLine(T0), 900, 100), says("usb", new OnLine(T0), 300, 100))
                        .notes())
                .containsExactly(
                        "UPS left: its sources card and usb disagree about the runtime (900 s, 300 s); the worse counts");
    }

    private static Witnesses.Verdict of(Witnesses.Testimony... all) {
        return Witnesses.of("left", List.of(all), NOW);
    }

    private static Witnesses.Testimony says(String source, PowerState power, int runtime, double charge) {
        Duration lasts = Duration.ofSeconds(runtime);
        Reading reading = Reading.of(NOW, power.isOnLine() ? StatusFlag.OL : StatusFlag.OB)
                .withCharge(charge)
                .withRuntime(lasts);
        return new Witnesses.Testimony(
                source,
                new Feed("left", power, new RemainingRuntime(lasts, lasts, lasts, 0.95, "given"), null),
                reading);
    }
}

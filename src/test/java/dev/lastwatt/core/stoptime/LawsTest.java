package dev.lastwatt.core.stoptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.core.stoptime.Predictive.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class LawsTest {

    @Test
    void normalDistributionHasItsTabulatedValues() {
        assertThat(NormalLaw.cdf(0)).isCloseTo(0.5, within(1e-7));
        assertThat(NormalLaw.cdf(1)).isCloseTo(0.8413447461, within(1e-7));
        assertThat(NormalLaw.cdf(-1.6448536270)).isCloseTo(0.05, within(1e-7));
        assertThat(NormalLaw.cdf(2.3263478740)).isCloseTo(0.99, within(1e-7));
        assertThat(NormalLaw.cdf(-40)).isZero();
        assertThat(NormalLaw.cdf(40)).isEqualTo(1);
    }

    @Test
    void normalDeviateIsTheInverseOfTheDistribution() {
        assertThat(NormalLaw.deviate(0.5)).isCloseTo(0, within(1e-9));
        assertThat(NormalLaw.deviate(0.95)).isCloseTo(1.6448536270, within(1e-6));
        assertThat(NormalLaw.deviate(0.01)).isCloseTo(-2.3263478740, within(1e-6));
        assertThat(NormalLaw.deviate(1e-5)).isCloseTo(-4.2648907939, within(1e-6));
        for (double p = 0.002; p < 1; p += 0.002) {
            assertThat(NormalLaw.cdf(NormalLaw.deviate(p))).isCloseTo(p, within(2e-7));
        }
    }

    @Test
    void logGammaHasItsKnownValues() {
        assertThat(GammaLaw.logGamma(1)).isCloseTo(0, within(1e-10));
        assertThat(GammaLaw.logGamma(0.5)).isCloseTo(0.5723649429247, within(1e-10));
        assertThat(GammaLaw.logGamma(10)).isCloseTo(12.8018274800815, within(1e-10));
        assertThat(GammaLaw.logGamma(100.5)).isCloseTo(361.435540470, within(1e-6));
    }

    @Test
    void gammaLawOfShapeTenHasItsTabulatedQuantiles() {
        // Half of the chi-square quantiles of 20 degrees of freedom; the variance of the logarithm is trigamma(10).
        GammaLaw law = new GammaLaw(Math.sqrt(0.1051663357));
        double median = 19.33743 / 2;
        assertThat(law.cdf(0)).isCloseTo(0.5, within(1e-3));
        assertThat(law.cdf(Math.log(31.41043 / 2 / median))).isCloseTo(0.95, within(1e-3));
        assertThat(law.cdf(Math.log(37.56623 / 2 / median))).isCloseTo(0.99, within(1e-3));
        assertThat(law.cdf(Math.log(10.85081 / 2 / median))).isCloseTo(0.05, within(2e-3));
    }

    @Test
    void gammaDensityIntegratesToItsDistribution() {
        GammaLaw law = new GammaLaw(0.3);
        double sum = 0;
        for (double y = -4; y < 0.4; y += 1e-3) {
            sum += 1e-3 * Math.exp(law.logDensity(y + 5e-4));
        }
        assertThat(sum).isCloseTo(law.cdf(0.4), within(2e-3));
    }

    @Test
    void mixtureOfOnePartHasTheQuantilesOfItsLaw() {
        Predictive one = Predictive.of(List.of(new Part(7, Math.log(20), 0.5, null)));
        assertThat(one.quantile(0.5)).isCloseTo(20, within(0.01));
        assertThat(one.quantile(0.95)).isCloseTo(20 * Math.exp(0.5 * 1.644854), within(0.02));
        assertThat(one.cdf(one.quantile(0.99))).isCloseTo(0.99, within(1e-4));
        assertThat(one.cdf(0)).isZero();
    }

    @Test
    void quantileWithoutAProbabilityIsRefused() {
        Predictive one = Predictive.of(List.of(new Part(1, 3, 0.5, null)));
        assertThatThrownBy(() -> one.quantile(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one.quantile(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Predictive.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneErraticGuestAmongSteadyOnesMovesTheMixOnlyALittle() {
        double[] silent = {1, 1, 1};
        double[] erratic = {0.01, 0.01, 1};
        assertThat(HabitMix.from(List.of(silent)).erratic()).isCloseTo(HabitMix.ASSUMED.erratic(), within(1e-9));
        assertThat(HabitMix.from(List.of(erratic, silent)).erratic()).isGreaterThan(HabitMix.ASSUMED.erratic());
        assertThat(HabitMix.from(List.of(erratic, erratic, erratic)).erratic()).isLessThan(0.51);
    }
}

package dev.lastwatt.core.stoptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
    void tableOfOneLawHasTheQuantilesOfThatLaw() {
        for (int stride : new int[] {1, 2, 4, 8}) {
            int unit = StopLaws.PER_UNIT / stride;
            LawTable.Sum sum = new LawTable.Sum(3 * unit, 1, stride);
            sum.add(LawKernel.NORMAL, 8, new double[] {7});
            LawTable table = sum.table();
            for (double p : new double[] {1e-4, 0.05, 0.5, 0.95, 0.99, 0.9999}) {
                double z = NormalLaw.deviate(p);
                assertThat(table.log(z)).as("stride " + stride).isCloseTo(3 + StopLaws.SPREADS[8] * z, within(2e-3));
                assertThat(table.deviate(table.log(z))).isCloseTo(z, within(1e-6));
            }
        }
    }

    @Test
    void lawOfTwoHeapsIsTabulatedCloselyEnoughForABoundToTheSecond() {
        LawTable.Sum sum = new LawTable.Sum(4 * StopLaws.PER_UNIT / 4, 1, 4);
        sum.add(LawKernel.NORMAL, 6, new double[] {0.93});
        sum.add(LawKernel.SLOW, 6, new double[] {0.07});
        LawTable table = sum.table();
        double spread = StopLaws.SPREADS[6];
        for (double log = 3.5; log < 6.5; log += 0.013) {
            double p = 0.93 * LawKernel.NORMAL.cdf(log - 4, spread) + 0.07 * LawKernel.SLOW.cdf(log - 4, spread);
            assertThat(table.log(NormalLaw.deviate(p))).isCloseTo(log, within(2e-3));
        }
    }
}

package dev.lastwatt.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.StatedProbability.Cost;
import dev.lastwatt.core.plan.StatedProbability.Reason;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.fake.Guests;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatedProbabilityTest {

    private static PlanCase three(double hang) {
        return new PlanCase()
                .hanging("web", 30, 20, hang)
                .hanging("app", 40, 20, hang / 2)
                .hanging("db", 60, 20, hang / 4)
                .needs("web", "app")
                .needs("app", "db");
    }

    @Test
    void thePlanItselfDecidesItSoThatTheSamePlanHasTheSame() {
        assertThat(three(0.01).plan().stated()).isEqualTo(three(0.01).plan().stated());
    }

    @Test
    void whatIsMissingToOneIsWhatTheReasonsCost() {
        for (long seed = 0; seed < 60; seed++) {
            StatedProbability stated =
                    new RandomHost(seed, 12, false).request.plan().stated();
            double turnedOff = stated.costs().stream()
                    .filter(c -> c.reason() == Reason.TURNED_OFF)
                    .count();
            assertThat(stated.value()).as("seed %s", seed).isBetween(0.0, 1.0);
            if (turnedOff == 0) {
                assertThat(stated.costs().stream().mapToDouble(Cost::share).sum())
                        .as("seed %s", seed)
                        .isEqualTo(1 - stated.value(), within(1e-6));
            } else {
                assertThat(stated.value()).isZero();
            }
        }
    }

    @Test
    void aGuestThatHangsOftenerCostsMoreAndIsNamedFirst() {
        StatedProbability seldom = three(0.01).plan().stated();
        StatedProbability often = three(0.2).plan().stated();
        assertThat(often.value()).isLessThan(seldom.value() - 0.1);
        assertThat(often.reasons().get(0)).contains("guests that hang (most: web ");
    }

    @Test
    void aHostThatSavesGuestsThatHangIsSaferThanAnUnknownOneAndThatThanOneThatDoesNot() {
        double saves = three(0.05).savesHung(true).plan().stated().value();
        double unknown = three(0.05).savesHung(null).plan().stated().value();
        double not = three(0.05).savesHung(false).plan().stated().value();
        assertThat(saves).isGreaterThan(unknown);
        assertThat(unknown).isGreaterThan(not);
    }

    @Test
    void aBatteryThatIsTooSmallIsTheDearestReason() {
        StatedProbability stated = three(0.01).runtime(40).plan().stated();
        assertThat(stated.value()).isLessThan(0.5);
        assertThat(stated.costs().get(0).reason()).isIn(Reason.BATTERY, Reason.SLOW);
    }

    @Test
    void aBatteryThatLastsLessUnderTheSamePlanIsNeverSaferButForTheDraw() {
        for (long seed = 0; seed < 60; seed++) {
            Plan plan = new RandomHost(seed, 8, true).request.plan();
            double before = 1;
            for (int less = 0; less < 300; less += 50) {
                double now = on(plan.remaining().after(Duration.ofSeconds(less)), plan)
                        .stated()
                        .value();
                assertThat(now).as("seed %s, %s s less", seed, less).isLessThanOrEqualTo(before + 0.04);
                before = now;
            }
        }
    }

    private static Plan on(RemainingRuntime battery, Plan p) {
        return new Plan(
                p.madeAt(),
                p.powerFailedAt(),
                p.firstStart(),
                p.commitPoint(),
                p.hostOff(),
                p.hardLimit(),
                p.emptyAt(),
                p.stops(),
                p.left(),
                p.budget(),
                battery,
                p.notes(),
                p.emergency(),
                p.shedding(),
                p.request());
    }

    @Test
    void aGuestThatIsTurnedOffIsNotStoppedCleanly() {
        Plan plan = new PlanCase()
                .guest(Guests.guest("old"))
                .rule("old", StopMethod.TURN_OFF)
                .plan();
        assertThat(plan.stated().value()).isZero();
        assertThat(plan.stated().sentence()).contains("in less than 1 of 100 outages");
    }

    @Test
    void whatIsShownIsCappedAndNeverRoundedUp() {
        assertThat(new StatedProbability(0.9989, List.of()).sentence())
                .isEqualTo("everything stops cleanly in at least 99.5 of 100 outages longer than the battery");
        assertThat(new StatedProbability(0.9699, List.of()).sentence()).contains("in 96 of 100 outages");
        assertThat(new StatedProbability(0.97, List.of()).sentence()).contains("in 97 of 100 outages");
    }
}

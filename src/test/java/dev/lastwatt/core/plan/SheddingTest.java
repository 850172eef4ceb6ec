package dev.lastwatt.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.policy.GuestRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guests that the policy lets be stopped early: whether they are, and what it buys. Of 400 W each test guest draws 60. */
class SheddingTest {

    private static final int AFTER = 120;

    private static PlanCase host() {
        return new PlanCase()
                .guest("main", 100, 30)
                .guest("test1", 60, 30)
                .guest("test2", 60, 30)
                .rule(watts("test*", 60))
                .load(400);
    }

    private static GuestRule watts(String match, double watts) {
        return new GuestRule(
                match, List.of(StopMethod.SHUTDOWN), List.of(), 1, false, new GuestRule.Told(null, watts, null));
    }

    private static PlannedStop stop(Plan plan, String name) {
        return plan.stops().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Instant at(int second) {
        return PlanCase.T0.plusSeconds(second);
    }

    @Test
    void guestsAreShedAtTheirTimeAndTheOthersRunLonger() {
        Plan without = host().plan();
        Plan plan = host().shed("test*", AFTER, 60).plan();
        Shedding tier = plan.shedding().get(0);
        assertThat(tier.guests()).containsExactlyInAnyOrder("test1", "test2");
        assertThat(stop(plan, "test1").shed()).isTrue();
        assertThat(stop(plan, "test1").latestStart()).isEqualTo(at(AFTER));
        assertThat(stop(plan, "test1").why()).contains("shed early, which buys the others");
        assertThat(stop(plan, "main").shed()).isFalse();
        // Of 1000 s some 800 pass at (280/400)^1.12 of the pace, where without shedding 160 do.
        assertThat(tier.buys()).isBetween(Duration.ofSeconds(250), Duration.ofSeconds(380));
        assertThat(stop(plan, "main").latestStart())
                .isEqualTo(stop(without, "main").latestStart().plus(tier.buys()));
        assertThat(plan.nextStart()).isEqualTo(at(AFTER));
        assertThat(plan.firstStart()).isEqualTo(without.firstStart().plus(tier.buys()));
    }

    @Test
    void aTierThatBuysLessThanThePolicyAsksStays() {
        Plan plan = host().shed("test*", AFTER, 500).plan();
        Shedding tier = plan.shedding().get(0);
        assertThat(tier.isDone()).isFalse();
        assertThat(tier.whyNot()).contains("less than the 500 s");
        assertThat(tier.guests()).isEmpty();
        assertThat(plan.stops()).noneMatch(PlannedStop::shed);
        assertThat(plan.commitPoint()).isEqualTo(host().plan().commitPoint());
        assertThat(plan.nextStart()).isEqualTo(plan.firstStart());
    }

    @Test
    void whatGuestsDrawHasToBeKnown() {
        Plan unsaid = new PlanCase()
                .guest("main", 100, 30)
                .guest("test", 60, 30)
                .load(400)
                .shed("test", AFTER, 0)
                .plan();
        assertThat(unsaid.shedding().get(0).whyNot()).contains("set watts");
        Plan unread = new PlanCase()
                .guest("test", 60, 30)
                .rule(watts("test*", 60))
                .shed("test", AFTER, 0)
                .plan();
        assertThat(unread.shedding().get(0).whyNot()).contains("does not state its load");
    }

    @Test
    void aGuestThatAnotherNeedsStaysUnlessThatOneGoesToo() {
        Plan held = host().needs("main", "test1").shed("test*", AFTER, 0).plan();
        assertThat(held.shedding().get(0).guests()).containsExactly("test2");
        assertThat(held.shedding().get(0).held()).containsExactly("test1 stays, because main needs it and runs on");
        Plan both = host().needs("test2", "test1").shed("test*", AFTER, 0).plan();
        assertThat(both.shedding().get(0).guests()).containsExactly("test2", "test1");
    }

    @Test
    void theSecondTierIsWeighedWithTheFirstGone() {
        Plan plan = host().shed("test2", 300, 0).shed("test1", AFTER, 0).plan();
        assertThat(plan.shedding()).extracting(Shedding::tier).containsExactly("test1", "test2");
        assertThat(plan.shedding()).extracting(Shedding::at).containsExactly(at(AFTER), at(300));
        Duration both =
                plan.shedding().get(0).buys().plus(plan.shedding().get(1).buys());
        assertThat(plan.budget().loadCredit())
                .isEqualTo(host().plan().budget().loadCredit().plus(both));
    }

    @Test
    void aTierThatIsBeingShedIsShedToItsEnd() {
        Plan plan = host().shed("test*", 0, 300)
                .asked("test1", StopMethod.SHUTDOWN, 5)
                .plan();
        assertThat(plan.shedding().get(0).isDone()).isTrue();
        assertThat(stop(plan, "test2").shed()).isTrue();
    }

    @Test
    void nobodyIsShedBeforeRidingThroughNorLaterThanItMustStop() {
        assertThat(stop(host().earliest(30).shed("test*", 10, 0).plan(), "test1")
                        .latestStart())
                .isEqualTo(at(30));
        Plan late = host().shed("test*", 5000, 0).plan();
        assertThat(late.shedding().get(0).whyNot()).contains("cannot be stopped any earlier");
        assertThat(late.stops()).noneMatch(PlannedStop::shed);
    }

    @Test
    void aTierOfGuestsThatAreNotThereSaysSo() {
        assertThat(host().shed("nobody*", 60, 0).plan().shedding().get(0).whyNot())
                .isEqualTo("none of its guests runs");
    }
}

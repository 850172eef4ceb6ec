package dev.lastwatt.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Suggestion.Kind;
import dev.lastwatt.core.policy.Dependencies;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.fake.Guests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WhatHelpsTest {

    private static Suggestion only(List<Suggestion> all, Kind kind, String what) {
        return all.stream()
                .filter(s -> s.kind() == kind && s.what().contains(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " " + what + " is not among " + all));
    }

    /** The plan after an administrator has changed the policy, the guests, or the battery: dependencies are resolved anew. */
    private static Duration marginAfter(
            PlanRequest r, Policy policy, UnaryOperator<Guest> guests, Duration moreBattery) {
        Inventory inventory = new Inventory(
                r.inventory().takenAt(),
                r.inventory().hostName(),
                r.inventory().guests().stream().map(guests).toList(),
                r.inventory().volumes());
        RemainingRuntime now = r.remaining();
        return Planner.plan(new PlanRequest(
                        r.now(),
                        r.powerFailedAt(),
                        r.earliestStart(),
                        new RemainingRuntime(
                                now.lowerBound().plus(moreBattery),
                                now.likely().plus(moreBattery),
                                now.reported(),
                                now.confidence(),
                                now.because()),
                        inventory,
                        Dependencies.resolve(policy, inventory.guests()).graph(),
                        policy,
                        r.times(),
                        r.inFlight()))
                .budget()
                .margin();
    }

    private static Policy policyWith(PlanRequest r, GuestRule... before) {
        List<GuestRule> rules = new ArrayList<>(List.of(before));
        rules.addAll(r.policy().rules());
        return r.policy().withRules(rules);
    }

    /** app needs sql, sql needs dc; two guests are saved to one volume of two. */
    private static PlanRequest house(int runtime) {
        PlanRequest plain = new PlanCase()
                .guest("app", 100, 20)
                .guest("sql", 200, 40)
                .guest("dc", 50, 20)
                .guest(Guests.guest("vault1", PlanCase.saveBytes(150), "E:"))
                .guest(Guests.guest("vault2", PlanCase.saveBytes(160), "E:"))
                .volume("E:", 1L << 40)
                .volume("F:", 1L << 40)
                .rule(rule("app", "sql"))
                .rule(rule("sql", "dc"))
                .rule("vault*", StopMethod.SAVE)
                .runtime(runtime)
                .request();
        return new PlanRequest(
                plain.now(),
                plain.powerFailedAt(),
                plain.earliestStart(),
                plain.remaining(),
                plain.inventory(),
                Dependencies.resolve(plain.policy(), plain.inventory().guests()).graph(),
                plain.policy(),
                plain.times(),
                plain.inFlight());
    }

    private static GuestRule rule(String match, String on) {
        return new GuestRule(
                match,
                List.of(StopMethod.SHUTDOWN, StopMethod.SAVE),
                List.of(new GuestRule.Need(on, dev.lastwatt.core.guest.Dependency.Kind.SOFT)),
                1,
                false);
    }

    @Test
    void guestsThatDecideTogetherAreHelpedTogether() {
        PlanRequest r = new PlanCase()
                .guest("a", 200, 20)
                .guest("b", 200, 20)
                .guest("c", 200, 20)
                .guest("d", 100, 20)
                .rule("*", StopMethod.SHUTDOWN, StopMethod.SAVE)
                .request();
        Plan plan = Planner.plan(r);
        Suggestion early = only(WhatHelps.with(plan), Kind.EARLY, "have a, b, c down");
        assertThat(early.gain()).isEqualTo(Duration.ofSeconds(100));
        assertThat(marginAfter(
                        r, r.policy(), g -> g.name().equals("d") ? g : g.withState(GuestState.OFF), Duration.ZERO))
                .isEqualTo(plan.budget().margin().plus(early.gain()));
    }

    @Test
    void savingAGuestGainsWhatIsPromised() {
        PlanRequest r = house(1000);
        Plan plan = Planner.plan(r);
        Suggestion save = only(WhatHelps.with(plan), Kind.SAVE, "save sql");
        Policy changed = policyWith(
                r,
                new GuestRule("sql", List.of(StopMethod.SAVE), rule("sql", "dc").dependsOn(), 1, false));
        assertThat(marginAfter(r, changed, g -> g, Duration.ZERO))
                .isEqualTo(plan.budget().margin().plus(save.gain()));
        assertThat(save.how()).contains("match: sql, methods: [save]");
    }

    @Test
    void nobodyIsToldToSaveWhatThePolicyNeverSaves() {
        PlanRequest r = house(1000);
        GuestRule never = new GuestRule(
                        "sql", List.of(StopMethod.SHUTDOWN), rule("sql", "dc").dependsOn(), 1, false)
                .withNever(Set.of(StopMethod.SAVE));
        Plan plan = Planner.plan(new PlanRequest(
                r.now(),
                r.powerFailedAt(),
                r.earliestStart(),
                r.remaining(),
                r.inventory(),
                r.graph(),
                policyWith(r, never),
                r.times(),
                r.inFlight()));
        assertThat(WhatHelps.with(plan))
                .filteredOn(s -> s.kind() == Kind.SAVE)
                .extracting(Suggestion::what)
                .noneMatch(w -> w.contains("sql"));
    }

    @Test
    void droppingADependencyGainsWhatIsPromised() {
        PlanRequest r = house(1000);
        Plan plan = Planner.plan(r);
        Suggestion drop = only(WhatHelps.with(plan), Kind.DEPENDENCY, "sql depends on dc");
        Policy changed =
                policyWith(r, new GuestRule("sql", List.of(StopMethod.SHUTDOWN, StopMethod.SAVE), List.of(), 1, false));
        assertThat(marginAfter(r, changed, g -> g, Duration.ZERO))
                .isEqualTo(plan.budget().margin().plus(drop.gain()));
        assertThat(drop.gain()).isPositive();
    }

    @Test
    void aGuestThatIsDownBeforeGainsWhatIsPromised() {
        PlanRequest r = house(1000);
        Plan plan = Planner.plan(r);
        Suggestion early = only(WhatHelps.with(plan), Kind.EARLY, "have app down");
        assertThat(marginAfter(
                        r, r.policy(), g -> g.name().equals("app") ? g.withState(GuestState.OFF) : g, Duration.ZERO))
                .isEqualTo(plan.budget().margin().plus(early.gain()));
    }

    @Test
    void movingASavedGuestToAnotherVolumeGainsWhatIsPromised() {
        PlanRequest r = new PlanCase()
                .guest(Guests.guest("vault1", PlanCase.saveBytes(150), "E:"))
                .guest(Guests.guest("vault2", PlanCase.saveBytes(160), "E:"))
                .volume("E:", 1L << 40)
                .volume("F:", 1L << 40)
                .rule("vault*", StopMethod.SAVE)
                .request();
        Plan plan = Planner.plan(r);
        Suggestion move = only(WhatHelps.with(plan), Kind.VOLUME, "move vault2 to the volume F:");
        assertThat(marginAfter(r, r.policy(), g -> g.name().equals("vault2") ? g.onVolume("F:") : g, Duration.ZERO))
                .isEqualTo(plan.budget().margin().plus(move.gain()));
        assertThat(move.gain()).isEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void aHigherLimitGainsWhatIsPromised() {
        PlanCase host = new PlanCase().slots(1, 2);
        for (int i = 0; i < 6; i++) {
            host.guest("vm" + i, 100, 5000);
        }
        PlanRequest r = host.request();
        Plan plan = Planner.plan(r);
        Suggestion limit = only(WhatHelps.with(plan), Kind.LIMIT, "shut down 3 guests at once instead of 2");
        assertThat(marginAfter(r, r.policy().withLimits(new Policy.Limits(1, 3)), g -> g, Duration.ZERO))
                .isEqualTo(plan.budget().margin().plus(limit.gain()));
        assertThat(limit.gain()).isEqualTo(Duration.ofSeconds(100));
        assertThat(limit.how()).isEqualTo("policy: concurrentShutdowns: 3");
    }

    @Test
    void tooSmallABatteryIsToldHowManyMinutesMoreSuffice() {
        PlanRequest r = house(300);
        Plan plan = Planner.plan(r);
        assertThat(plan.budget().fits()).isFalse();
        List<Suggestion> all = WhatHelps.with(plan);
        Suggestion battery = all.get(all.size() - 1);
        assertThat(battery.kind()).isEqualTo(Kind.BATTERY);
        long minutes = Long.parseLong(battery.what().split(" ")[0]);
        Duration after = marginAfter(r, r.policy(), g -> g, Duration.ofMinutes(minutes));
        assertThat(after).isEqualTo(plan.budget().margin().plus(battery.gain())).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    @Test
    void everySuggestionOfAnyHostGainsWhatItPromises() {
        for (long seed = 0; seed < 60; seed++) {
            PlanRequest r = new RandomHost(seed, 12, false).request.request();
            Plan plan = Planner.plan(r);
            for (Suggestion s : WhatHelps.with(plan)) {
                assertThat(Planner.plan(s.changed()).budget().margin())
                        .as("seed %d %s", seed, s.what())
                        .isEqualTo(plan.budget().margin().plus(s.gain()));
                assertThat(s.gain()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            }
        }
    }
}

package dev.lastwatt.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What holds for every host. The seed of a host that fails is in the message. */
class PlannerPropertyTest {

    private static final int HOSTS = 250;

    @Test
    void clientEndsBeforeItsServerBeginsAtTheLatest() {
        forEachHost((seed, request, plan) -> {
            for (PlannedStop stop : plan.stops()) {
                for (Dependency d : request.graph().serversOf(stop.guest())) {
                    plan.stop(d.on()).ifPresent(server -> assertThat(stop.worstEnd())
                            .as("seed %d: %s before %s", seed, stop.name(), server.name())
                            .isBeforeOrEqualTo(server.latestStart()));
                }
            }
        });
    }

    @Test
    void neverMoreStopsAtOnceThanAllowed() {
        forEachHost((seed, request, plan) -> {
            for (PlannedStop stop : plan.stops()) {
                Instant begin = stop.latestStart();
                long shutdowns = running(plan, begin, s -> s.method() == StopMethod.SHUTDOWN);
                assertThat(shutdowns)
                        .as("seed %d: shutdowns at %s", seed, begin)
                        .isLessThanOrEqualTo(request.policy().concurrentShutdowns());
                for (String volume : List.of("C:", "D:")) {
                    long saves = running(
                            plan,
                            begin,
                            s -> s.method() == StopMethod.SAVE
                                    && guest(request, s.guest()).volume().equals(volume));
                    assertThat(saves)
                            .as("seed %d: saves on %s at %s", seed, volume, begin)
                            .isLessThanOrEqualTo(request.policy().savesOn(volume));
                }
            }
        });
    }

    @Test
    void budgetAddsUpAndSaysWhetherEverythingCanBegin() {
        forEachHost((seed, request, plan) -> {
            Budget budget = plan.budget();
            assertThat(budget.needed())
                    .as("seed %d", seed)
                    .isEqualTo(budget.guests().plus(budget.host()).plus(budget.reserve()));
            assertThat(budget.margin())
                    .as("seed %d", seed)
                    .isEqualTo(budget.available().minus(budget.needed()));
            assertThat(Duration.between(plan.firstStart(), plan.emptyAt()))
                    .as("seed %d", seed)
                    .isEqualTo(budget.needed());
            assertThat(plan.stops().stream().noneMatch(s -> s.latestStart().isBefore(request.earliestStart())))
                    .as("seed %d: fits %s", seed, budget.margin())
                    .isEqualTo(budget.fits());
            assertThat(plan.stops().stream().allMatch(s -> !s.worstEnd().isAfter(plan.commitPoint())))
                    .as("seed %d", seed)
                    .isTrue();
        });
    }

    @Test
    void lengthIsNoLessThanTheLongestChainAndTheLoadAndNoMoreThanTheirSum() {
        forEachHost((seed, request, plan) -> {
            long length = plan.budget().guests().toMillis();
            long chain = longestChain(request, plan);
            Map<String, Long> load = load(request, plan);
            long sum = load.values().stream().mapToLong(l -> l).sum();
            assertThat(length).as("seed %d: chain", seed).isGreaterThanOrEqualTo(chain);
            load.forEach((resource, millis) ->
                    assertThat(length).as("seed %d: %s", seed, resource).isGreaterThanOrEqualTo(millis));
            assertThat(length).as("seed %d: chain and load", seed).isLessThanOrEqualTo(chain + sum);
        });
    }

    @Test
    void everyGuestIsPlannedOnceByAMethodItAllows() {
        forEachHost((seed, request, plan) -> {
            assertThat(plan.stops())
                    .extracting(PlannedStop::guest)
                    .as("seed %d", seed)
                    .doesNotHaveDuplicates();
            assertThat(plan.stops().size() + plan.left().size())
                    .as("seed %d", seed)
                    .isEqualTo(request.inventory().guests().size());
            for (PlannedStop stop : plan.stops()) {
                assertThat(request.policy()
                                .ruleFor(guest(request, stop.guest()))
                                .methods())
                        .as("seed %d: %s", seed, stop.name())
                        .contains(stop.method());
            }
        });
    }

    @Test
    void eachVolumeTakesNoMoreSavesAtOnceThanItsOwnLimit() {
        for (long seed = 0; seed < HOSTS; seed++) {
            RandomHost host = new RandomHost(seed, 12, true);
            PlanRequest request = host.request.savesOn("d:", 3 - host.saves).request();
            Plan plan = Planner.plan(request);
            if (plan.emergency()) {
                continue;
            }
            for (PlannedStop stop : plan.stops()) {
                for (String volume : List.of("C:", "D:")) {
                    assertThat(running(
                                    plan,
                                    stop.latestStart(),
                                    s -> s.method() == StopMethod.SAVE
                                            && guest(request, s.guest())
                                                    .volume()
                                                    .equals(volume)))
                            .as("seed %d: saves on %s", seed, volume)
                            .isLessThanOrEqualTo(request.policy().savesOn(volume));
                }
            }
        }
    }

    @Test
    void shorterBatteryNeverGivesALaterStartWithTheSameMethods() {
        for (long seed = 0; seed < HOSTS; seed++) {
            RandomHost host = new RandomHost(seed, 12, true);
            Plan longer = host.request.plan();
            Plan shorter = host.request.runtime(host.runtime * 3 / 4).plan();
            for (PlannedStop stop : shorter.stops()) {
                assertThat(stop.latestStart())
                        .as("seed %d: %s", seed, stop.name())
                        .isBefore(longer.stop(stop.guest()).orElseThrow().latestStart());
            }
        }
    }

    @Test
    void shorterBatteryNeverTakesLongerMethods() {
        for (long seed = 0; seed < HOSTS; seed++) {
            RandomHost host = new RandomHost(seed, 12, false);
            Plan longer = host.request.plan();
            Plan shorter = host.request.runtime(host.runtime / 2).plan();
            // Where nothing fits, as many as possible are asked at once: then the length of the whole says nothing.
            if (longer.budget().fits() && !shorter.budget().fits() && !shorter.emergency()) {
                assertThat(shorter.budget().guests())
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(longer.budget().guests());
            }
        }
    }

    @Test
    void lengthIsCloseToTheShortestThereIs() {
        double worst = 1;
        double sum = 0;
        int hosts = 120;
        for (long seed = 0; seed < hosts; seed++) {
            RandomHost host = new RandomHost(seed, 6, true);
            PlanRequest request = host.request.request();
            Plan plan = Planner.plan(request);
            long best = new BestOrder(request, plan).length();
            double ratio = plan.budget().guests().toMillis() / (double) best;
            assertThat(ratio).as("seed %d", seed).isBetween(1.0, 2.0);
            worst = Math.max(worst, ratio);
            sum += ratio;
        }
        assertThat(sum / hosts).as("mean, worst is %s", worst).isLessThan(1.014);
    }

    private interface Check {
        void that(long seed, PlanRequest request, Plan plan);
    }

    private static void forEachHost(Check check) {
        for (long seed = 0; seed < HOSTS; seed++) {
            PlanRequest request = new RandomHost(seed, 14, seed % 2 == 0).request.request();
            check.that(seed, request, Planner.plan(request));
        }
    }

    private static Guest guest(PlanRequest request, GuestId id) {
        return request.inventory().guest(id).orElseThrow();
    }

    private static long running(Plan plan, Instant at, Predicate<PlannedStop> which) {
        return plan.stops().stream()
                .filter(which)
                .filter(s -> !s.latestStart().isAfter(at) && s.worstEnd().isAfter(at))
                .count();
    }

    static long millis(PlannedStop stop) {
        return Duration.between(stop.latestStart(), stop.worstEnd()).toMillis();
    }

    private static Map<String, Long> load(PlanRequest request, Plan plan) {
        Map<String, Long> load = new HashMap<>();
        for (PlannedStop stop : plan.stops()) {
            if (stop.method() == StopMethod.SHUTDOWN) {
                load.merge("shutdown", millis(stop) / request.policy().concurrentShutdowns(), Long::sum);
            } else if (stop.method() == StopMethod.SAVE) {
                String volume = guest(request, stop.guest()).volume();
                load.merge(volume, millis(stop) / request.policy().savesOn(volume), Long::sum);
            }
        }
        return load;
    }

    /** Names count upwards from clients to servers, so that one pass from the last name backwards suffices. */
    private static long longestChain(PlanRequest request, Plan plan) {
        Map<GuestId, Long> chain = new HashMap<>();
        List<Guest> guests = new ArrayList<>(request.inventory().guests());
        long longest = 0;
        for (int i = guests.size() - 1; i >= 0; i--) {
            PlannedStop stop = plan.stop(guests.get(i).id()).orElse(null);
            if (stop != null) {
                long behind = request.graph().serversOf(stop.guest()).stream()
                        .mapToLong(d -> chain.getOrDefault(d.on(), 0L))
                        .max()
                        .orElse(0);
                chain.put(stop.guest(), behind + millis(stop));
                longest = Math.max(longest, behind + millis(stop));
            }
        }
        return longest;
    }
}

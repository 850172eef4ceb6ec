package dev.lastwatt.core.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.OutageWorld;
import dev.lastwatt.fake.TestGuest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whole outages of random hosts, looked at each second. */
class OutagePropertyTest {

    private static final int SEEDS = 25;

    private static final class Host {
        final OutageWorld world = new OutageWorld();
        final List<Dependency> orders = new ArrayList<>();
        final boolean hangs;

        Host(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 2 + random.nextInt(7);
            world.concurrentShutdowns = 1 + random.nextInt(3);
            world.full = 300 + random.nextInt(900);
            world.left = world.full;
            hangs = random.nextInt(4) == 0;
            for (int i = 0; i < n; i++) {
                TestGuest guest = world.guest("g" + i, 10 + random.nextInt(60));
                guest.hangs = hangs && i == 0;
                if (i > 0 && random.nextBoolean()) {
                    Dependency.Kind kind = random.nextBoolean() ? Dependency.Kind.HARD : Dependency.Kind.SOFT;
                    String on = "g" + random.nextInt(i);
                    world.rules.add(Guests.rule("g" + i, List.of(StopMethod.SHUTDOWN, StopMethod.SAVE), kind, on));
                    orders.add(kind == Dependency.Kind.HARD ? Guests.hard("g" + i, on) : Guests.soft("g" + i, on));
                }
            }
        }

        boolean down(Dependency client) {
            return Objects.requireNonNull(world.guests.get(client.guest()))
                    .state
                    .isDown();
        }

        long stopping() {
            return world.guests.values().stream()
                    .filter(g -> g.state == GuestState.STOPPING && !g.hangs)
                    .count();
        }
    }

    /** What holds each second; {@code before} is the plan of the second before. */
    private interface Check {
        void that(long seed, Host host, List<OutageWorld.Ask> asked, @Nullable Plan before);
    }

    private static void eachSecond(Check check) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Host host = new Host(seed);
            host.world.armed().fail();
            for (int i = 0; i < 1500 && !host.world.hostIsAsked(); i++) {
                Plan before = host.world.engine().snapshot().plan();
                int asks = host.world.asks.size();
                host.world.seconds(1);
                check.that(seed, host, host.world.asks.subList(asks, host.world.asks.size()), before);
            }
            assertThat(host.world.hostIsAsked()).as("seed %s", seed).isTrue();
        }
    }

    @Test
    void noGuestIsAskedAfterItsLatestStartWhileThePlanFits() {
        eachSecond((seed, host, asked, before) -> {
            if (before == null || !before.budget().fits()) {
                return;
            }
            for (OutageWorld.Ask ask : asked) {
                before.stop(Guests.id(ask.name()))
                        .filter(s -> s.requestedAt() == null)
                        .ifPresent(s -> assertThat(Duration.between(s.latestStart(), ask.at()))
                                .as("seed %s, %s", seed, ask)
                                .isLessThanOrEqualTo(Duration.ofSeconds(2)));
            }
        });
    }

    @Test
    void noServerIsAskedBeforeItsClientsAreDownWhileThePlanFitsAndADiskIsNeverTakenAway() {
        eachSecond((seed, host, asked, before) -> {
            boolean fits = before != null && before.budget().fits() && !host.hangs;
            for (OutageWorld.Ask ask : asked) {
                for (Dependency d : host.orders) {
                    boolean counts = fits || d.kind() == Dependency.Kind.HARD;
                    if (counts && d.on().equals(Guests.id(ask.name()))) {
                        assertThat(host.down(d)).as("seed %s, %s", seed, ask).isTrue();
                    }
                }
            }
        });
    }

    @Test
    void neverMoreGuestsShutDownAtOnceThanAllowedUnlessNothingFits() {
        eachSecond((seed, host, asked, before) -> {
            if (before != null && !before.emergency()) {
                assertThat(host.stopping())
                        .as("seed %s", seed)
                        .isLessThanOrEqualTo(host.world.concurrentShutdowns * (emergencies(host) ? 2 : 1));
            }
        });
    }

    /** Guests asked in an emergency may still be stopping when it is over. */
    private static boolean emergencies(Host host) {
        return host.world.full < 450;
    }
}

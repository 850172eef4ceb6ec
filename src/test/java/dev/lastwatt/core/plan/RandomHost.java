package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.fake.Guests;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A random host: guests, stop times, dependencies, volumes, limits and a battery, all given by a seed. */
final class RandomHost {

    final PlanCase request = new PlanCase();
    final List<String> names = new ArrayList<>();
    final int saves;
    final int shutdowns;
    final int runtime;

    RandomHost(long seed, int most, boolean oneMethodEach) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 1 + random.nextInt(most);
        saves = 1 + random.nextInt(2);
        shutdowns = 1 + random.nextInt(4);
        runtime = 100 + random.nextInt(1500);
        request.slots(saves, shutdowns).runtime(runtime).earliest(random.nextInt(30));
        request.saveWhenItBuys(random.nextInt(200));
        double density = random.nextDouble() * 0.5;
        for (int i = 0; i < n; i++) {
            String name = "g" + i;
            names.add(name);
            String volume = random.nextBoolean() ? "C:" : "D:";
            Guest guest = Guests.guest(name, PlanCase.saveBytes(10 + random.nextInt(90)), volume);
            request.guest(guest, 10 + random.nextInt(300));
            if (oneMethodEach) {
                request.rule(name, random.nextInt(3) == 0 ? StopMethod.SAVE : StopMethod.SHUTDOWN);
            } else if (random.nextInt(6) == 0) {
                request.rule(name, StopMethod.SHUTDOWN, StopMethod.TURN_OFF);
            }
            for (int j = 0; j < i; j++) {
                if (random.nextDouble() < density) {
                    if (random.nextBoolean()) {
                        request.needs("g" + j, name);
                    } else {
                        request.livesOn("g" + j, name);
                    }
                }
            }
        }
    }
}

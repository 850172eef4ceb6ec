package dev.lastwatt.adapter.rest;

import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plans that somebody has looked at lately, by their ETag. A plan is made anew every few seconds, and its times move with the
 * clock; what an operator agrees to is which guests are stopped, by which methods, and whether the battery suffices.
 */
@Singleton
public class SeenPlans {

    private static final int MOST = 200;
    private static final Duration LONG_AGO = Duration.ofMinutes(10);

    private final Map<String, Plan> seen = new LinkedHashMap<>();

    /** Somebody looks at it. */
    synchronized void seen(String tag, Plan plan) {
        seen.remove(tag);
        seen.put(tag, plan);
        if (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
    }

    /** What is different from the plan that was seen under that tag, a line each; null if nobody has looked at one of late. */
    synchronized @Nullable List<String> since(String tag, Plan present) {
        Plan then = seen.get(tag);
        if (then == null || Duration.between(then.madeAt(), present.madeAt()).compareTo(LONG_AGO) > 0) {
            return null;
        }
        List<String> different = new ArrayList<>();
        Map<String, String> before = methods(then);
        Map<String, String> now = methods(present);
        now.forEach((name, method) -> {
            String was = before.get(name);
            if (was == null) {
                different.add(name + " is stopped too");
            } else if (!was.equals(method)) {
                different.add(name + " is stopped by " + method + ", not " + was);
            }
        });
        before.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> different.add(name + " is not stopped any more"));
        if (then.budget().fits() && !present.budget().fits()) {
            different.add("the battery does not suffice any more");
        }
        return different;
    }

    private static Map<String, String> methods(Plan plan) {
        return plan.stops().stream()
                .collect(Collectors.toMap(
                        PlannedStop::name, s -> s.method().word(), (a, b) -> a + ", " + b, LinkedHashMap::new));
    }
}

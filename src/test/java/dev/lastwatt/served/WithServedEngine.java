package dev.lastwatt.served;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The HTTP server with {@link ServedEngine} behind it, and event streams that are quick and few. */
public class WithServedEngine implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ServedEngine.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "lastwatt.request-within", "2s",
                "lastwatt.events.poll", "40ms",
                "lastwatt.events.heartbeat", "200ms",
                "lastwatt.events.streams", "3");
    }
}

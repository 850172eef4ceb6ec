package dev.lastwatt.adapter.rest;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How the event streams behave. */
@Singleton
public class EventSettings {

    /** The default of {@code lastwatt.events.poll}. */
    public static final String POLL = "500ms";

    /** The default of {@code lastwatt.events.heartbeat}. */
    public static final String HEARTBEAT = "15s";

    /** The default of {@code lastwatt.events.streams}. */
    public static final String STREAMS = "20";

    private final Duration poll;
    private final Duration heartbeat;
    private final int streams;

    /** With how often new entries are looked for, how often a silent stream shows that it lives, and how many there may be. */
    public EventSettings(
            @ConfigProperty(name = "lastwatt.events.poll", defaultValue = POLL) Duration poll,
            @ConfigProperty(name = "lastwatt.events.heartbeat", defaultValue = HEARTBEAT) Duration heartbeat,
            @ConfigProperty(name = "lastwatt.events.streams", defaultValue = STREAMS) int streams) {
        this.poll = poll;
        this.heartbeat = heartbeat;
        this.streams = streams;
    }

    Duration poll() {
        return poll;
    }

    /** A silent stream shows that it lives after that many polls. */
    long heartbeatPolls() {
        return Math.max(1, heartbeat.toMillis() / Math.max(1, poll.toMillis()));
    }

    int streams() {
        return streams;
    }
}

package dev.lastwatt.adapter.rest;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How the event streams behave. */
@Singleton
public class EventSettings {

    private final Duration poll;
    private final Duration heartbeat;
    private final int streams;

    /** With how often new entries are looked for, how often a silent stream shows that it lives, and how many there may be. */
    public EventSettings(
            @ConfigProperty(name = "lastwatt.events.poll", defaultValue = "500ms") Duration poll,
            @ConfigProperty(name = "lastwatt.events.heartbeat", defaultValue = "15s") Duration heartbeat,
            @ConfigProperty(name = "lastwatt.events.streams", defaultValue = "20") int streams) {
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

package dev.lastwatt.adapter.policy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A policy as it is written: everything may be missing, and then has its default. */
record PolicyDocument(
        @Nullable String reserve,
        @Nullable String rideThrough,
        @Nullable String mainsHold,
        @Nullable String hostShutdown,
        @Nullable String forcedShutdownGrace,
        @Nullable String assumedRuntime,
        @Nullable String saveWhenItBuys,
        @Nullable Integer savesPerVolume,
        @Nullable Integer concurrentShutdowns,
        @Nullable List<Server> otherServers,
        @Nullable List<Rule> guests,
        @Nullable List<Weekly> maintenanceWindows,
        @Nullable List<Weekly> patchWindows,
        @Nullable String savesWhileStopping,
        @Nullable Double confidence,
        @Nullable Map<String, Double> savePaces,
        @Nullable List<Tier> shedding,
        @Nullable Map<String, List<String>> groups,
        @Nullable List<List<String>> neverTogether,
        @Nullable String whenRuntimeUnknown,
        @Nullable Map<String, Integer> savesOnVolume) {

    /** Another server on the same UPS. */
    record Server(@Nullable String name, @Nullable String needs) {}

    /** A rule for guests. */
    record Rule(
            @Nullable String match,
            @Nullable List<String> methods,
            @Nullable List<Need> dependsOn,
            @Nullable Double priority,
            @Nullable Boolean leaveAlone,
            @Nullable Boolean updatesPending,
            @Nullable Double watts,
            @Nullable String os,
            @Nullable Boolean neverSave,
            @Nullable Boolean neverTurnOff,
            @Nullable Integer startOrder,
            @Nullable String startDelay,
            @Nullable String upWhen) {}

    /** A time that comes again every week or every day. */
    record Weekly(
            @Nullable String day,
            @Nullable String start,
            @Nullable String length,
            @Nullable String zone) {}

    /** Guests that may be stopped early. */
    record Tier(
            @Nullable List<String> guests,
            @Nullable String after,
            @Nullable String worth) {}

    /** What a guest needs. */
    record Need(@Nullable String guest, @Nullable String kind) {}
}

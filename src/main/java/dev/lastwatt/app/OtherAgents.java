package dev.lastwatt.app;

import dev.lastwatt.core.drill.Refusal;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.port.ShutdownAgent;
import dev.lastwatt.port.ShutdownAgents.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who else would shut this host down, as the latest looks have shown. While there is somebody, no run begins; one under way goes
 * on. A look that fails neither blocks nor, for a while, lifts what earlier ones have found.
 */
final class OtherAgents {

    /** What was found and could not be looked at again counts for this time, three looks; then nothing is known of it. */
    static final Duration KEPT = Duration.ofMinutes(15);

    private final Map<ShutdownAgent, Instant> seen = new LinkedHashMap<>();
    private List<String> unknown = List.of();

    /** Takes in a look; says what has changed. */
    List<Fact> looked(Look look, Instant now) {
        List<Fact> changes = new ArrayList<>();
        for (ShutdownAgent agent : look.acting()) {
            if (seen.put(agent, now) == null) {
                changes.add(
                        new Fact.Noted(now, null, "would shut this host down beside this service: " + agent.words()));
            }
        }
        boolean whole = look.unknown().isEmpty();
        seen.entrySet().removeIf(e -> {
            boolean gone = whole ? !look.acting().contains(e.getKey()) : isOver(e.getValue(), now);
            if (gone) {
                changes.add(new Fact.Noted(
                        now,
                        null,
                        e.getKey().name()
                                + (whole
                                        ? " does not act on this host any more"
                                        : " could not be looked at for long")));
            }
            return gone;
        });
        unknown = look.unknown();
        return changes;
    }

    private static boolean isOver(Instant seenAt, Instant now) {
        return !now.isBefore(seenAt.plus(KEPT));
    }

    /** Those that act, as far as is known. */
    List<ShutdownAgent> acting(Instant now) {
        return seen.entrySet().stream()
                .filter(e -> !isOver(e.getValue(), now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Why the service would not act, each with its fix. */
    List<String> reasons(Instant now) {
        return acting(now).stream().map(ShutdownAgent::words).toList();
    }

    /** The same as what speaks against letting the battery run down on purpose. */
    List<Refusal> refusals(Instant now) {
        return acting(now).stream()
                .map(a -> new Refusal(a.name() + " " + a.does(), a.fix()))
                .toList();
    }

    /** What could not be found out. */
    List<String> notes() {
        return unknown.stream()
                .map(why -> "whether something else would shut this host down is not fully known: " + why)
                .toList();
    }
}

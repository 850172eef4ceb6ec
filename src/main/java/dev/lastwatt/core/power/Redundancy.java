package dev.lastwatt.core.power;

import dev.lastwatt.core.power.PowerState.ForcedShutdown;
import dev.lastwatt.core.power.PowerState.LowBattery;
import dev.lastwatt.core.power.PowerState.OnBattery;
import dev.lastwatt.core.power.PowerState.OnLine;
import dev.lastwatt.core.power.PowerState.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What several UPSes amount to that feed a host together, of which it needs some (NUT's MINSUPPLIES).
 *
 * <p>While as many as are needed say that the mains feed them, so is the host, whatever the others say. Otherwise it is on battery, and of the
 * runtimes the longest counts where one suffices, the second longest where two are needed, and so on: each judged at the load that
 * it would carry if there were no more than are needed, which is cautious on purpose. One that does not answer while another is on
 * battery counts as gone, since a failure of the mains also takes the network; but the last that are needed cannot be gone while the
 * host runs, and their batteries count as used since.
 */
public final class Redundancy {

    private final List<Feed> feeds;
    private final int required;
    private final Instant now;

    /**
     * What they amount to.
     *
     * @param power of the host
     * @param deciding the place of the UPS whose runtime counts
     * @param runtime at the load that it would carry
     * @param notes what an administrator should know, in plain words
     */
    public record Joint(PowerState power, int deciding, RemainingRuntime runtime, List<String> notes) {

        /** Copies the list. */
        public Joint {
            notes = List.copyOf(notes);
        }
    }

    private Redundancy(List<Feed> feeds, int required, Instant now) {
        this.feeds = feeds;
        this.required = required;
        this.now = now;
    }

    /**
     * Judges them.
     *
     * @param required how many the host needs, 1 to as many as there are
     * @throws IllegalArgumentException if there are none, or fewer than required
     */
    public static Joint of(List<Feed> feeds, int required, Instant now) {
        if (required < 1 || required > feeds.size()) {
            throw new IllegalArgumentException(required + " of " + feeds.size() + " UPSes cannot be required");
        }
        if (feeds.size() == 1) {
            Feed only = feeds.get(0);
            return new Joint(only.power(), 0, only.runtime(), List.of());
        }
        Redundancy all = new Redundancy(List.copyOf(feeds), required, now);
        PowerState power = all.power();
        Candidate counts = all.counting(power);
        return new Joint(power, counts.place, counts.runtime, all.notes(power));
    }

    private PowerState power() {
        List<Instant> safe =
                sorted(feeds.stream().filter(Feed::isSafe).map(f -> f.power().since()));
        if (safe.size() >= required) {
            return new OnLine(safe.get(required - 1));
        }
        if (feeds.stream().noneMatch(Feed::onBattery)) {
            return unknown();
        }
        Instant failedAt = lostCount(f -> f.isSafe()
                ? Optional.empty()
                : Optional.of(f.power().onBatterySince().orElse(f.power().since())));
        List<Feed> pressing = feeds.stream().filter(Redundancy::isPressing).toList();
        if (pressing.isEmpty()) {
            OnBattery running = new OnBattery(failedAt);
            return feeds.stream().anyMatch(f -> f.answers() && f.onBattery())
                    ? running
                    : new Unknown(
                            lostCount(f -> f.answers()
                                    ? Optional.empty()
                                    : Optional.of(f.power().since())),
                            running);
        }
        long forced = pressing.stream()
                .filter(f -> known(f) instanceof ForcedShutdown)
                .count();
        if (feeds.size() - forced < required) {
            return new ForcedShutdown(
                    lostCount(f -> known(f) instanceof ForcedShutdown s ? Optional.of(s.since()) : Optional.empty()));
        }
        long bad = feeds.stream().filter(f -> isPressing(f) || isGone(f)).count();
        if (feeds.size() - bad < required) {
            Instant low = lostCount(f -> isPressing(f) || isGone(f) ? Optional.of(pressingSince(f)) : Optional.empty());
            return new LowBattery(failedAt, low.isBefore(failedAt) ? failedAt : low);
        }
        return new OnBattery(failedAt);
    }

    /** Nobody is known to be on battery, and too few are known not to be. */
    private PowerState unknown() {
        List<Instant> wereSafe = sorted(feeds.stream()
                .filter(f -> f.lastKnown().filter(PowerState::isOnLine).isPresent())
                .map(f -> f.lastKnown().map(PowerState::since).orElse(now)));
        Instant since = lostCount(
                f -> f.isSafe() ? Optional.empty() : Optional.of(f.power().since()));
        return new Unknown(since, wereSafe.size() >= required ? new OnLine(wereSafe.get(required - 1)) : null);
    }

    /** When so many had gone that way that too few were left; called only where that has happened. */
    private Instant lostCount(Function<Feed, Optional<Instant>> when) {
        List<Instant> gone = sorted(feeds.stream().map(when).flatMap(Optional::stream));
        int spare = feeds.size() - required;
        return gone.get(Math.min(spare, gone.size() - 1));
    }

    private record Candidate(int place, RemainingRuntime runtime, boolean endless) {}

    private Candidate counting(PowerState power) {
        boolean battery = power.onBatterySince().isPresent();
        List<Candidate> all = new ArrayList<>();
        List<Candidate> gone = new ArrayList<>();
        for (int i = 0; i < feeds.size(); i++) {
            Feed feed = feeds.get(i);
            Candidate candidate = new Candidate(i, judged(feed), battery && feed.isSafe());
            (isGone(feed) || feed.lastKnown().isEmpty() ? gone : all).add(candidate);
        }
        // The host runs: those that it needs at least are there, whatever they say.
        gone.sort(LONGEST_FIRST);
        for (int i = 0; all.size() < required; i++) {
            all.add(gone.get(i));
        }
        all.sort(LONGEST_FIRST);
        return all.get(required - 1);
    }

    private static final Comparator<Candidate> LONGEST_FIRST = Comparator.comparing((Candidate c) -> !c.endless)
            .thenComparing(c -> c.runtime.lowerBound(), Comparator.reverseOrder())
            .thenComparing(c -> c.place);

    /** Its runtime at the load that it would carry, were there no more than are needed; used since it was heard last. */
    private RemainingRuntime judged(Feed feed) {
        Double own = feed.loadWatts();
        double share = (double) feeds.size() / required;
        double total = 0;
        boolean said = true;
        for (Feed each : feeds) {
            Double watts = each.loadWatts();
            said &= watts != null;
            total += watts == null ? 0 : watts;
        }
        if (said && own != null) {
            share = Math.max(1, total / required / Math.max(1, own));
        }
        RemainingRuntime present = feed.answers() || feed.onBattery()
                ? feed.runtime()
                : feed.runtime().after(positive(Duration.between(feed.power().since(), now)));
        String would = said && own != null
                ? "at " + Math.round(Math.max(own, total / required)) + " W where it carries " + Math.round(own) + " W"
                : "at " + Math.round(100 * share) + " % of its load";
        String words = feed.name() + ", the " + place() + " of " + feeds.size() + " UPSes, judged "
                + (share == 1 ? "at its own load" : would)
                + ", since the host needs " + required;
        return present.atLoad(share).explained(own2 -> words + ": " + own2);
    }

    private String place() {
        if (required == 1) {
            return "longest";
        }
        return required == feeds.size() ? "shortest" : "number " + required + " by length";
    }

    private List<String> notes(PowerState power) {
        List<String> notes = new ArrayList<>();
        boolean battery = feeds.stream().anyMatch(Feed::onBattery);
        long safe = feeds.stream().filter(Feed::isSafe).count();
        for (Feed feed : feeds) {
            if (isGone(feed)) {
                notes.add("UPS " + feed.name() + " has not told what feeds it since "
                        + clock(feed.power().since()) + ", last seen "
                        + feed.lastKnown().map(PowerState::word).orElse("never")
                        + ": it counts as gone");
            } else if (!feed.answers() && battery) {
                notes.add("UPS " + feed.name() + " has not answered yet: it does not count");
            } else if (feed.answers() && !feed.isSafe() && power.isOnLine()) {
                notes.add("UPS " + feed.name() + " is " + words(feed.power()) + " since "
                        + clock(feed.power().since()) + ", and " + safe + " of " + feeds.size()
                        + " are on the mains: the host needs " + required);
            }
        }
        return notes;
    }

    private static Instant clock(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String words(PowerState power) {
        return power instanceof ForcedShutdown ? "about to be cut" : power.word();
    }

    /** Lost while on battery, or lost while another is: a failure of the mains takes the network with it. */
    private boolean isGone(Feed feed) {
        return !feed.answers() && feed.lastKnown().isPresent() && feeds.stream().anyMatch(Feed::onBattery);
    }

    private static boolean isPressing(Feed feed) {
        return known(feed) instanceof LowBattery || known(feed) instanceof ForcedShutdown;
    }

    private static Instant pressingSince(Feed feed) {
        PowerState known = known(feed);
        if (known instanceof LowBattery low) {
            return low.lowSince();
        }
        return known instanceof ForcedShutdown forced
                ? forced.since()
                : feed.power().since();
    }

    private static PowerState known(Feed feed) {
        return feed.lastKnown().orElse(feed.power());
    }

    private static List<Instant> sorted(Stream<Instant> times) {
        return times.sorted().toList();
    }

    private static Duration positive(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}

package dev.lastwatt.core.plan;

import dev.lastwatt.core.policy.ShedTier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tiers are shed early: those that buy the other guests as much as the policy asks for, the one whose time comes first being
 * weighed first. Only guests that nobody needs any more are shed. What a tier buys is found by planning the load with it gone.
 */
final class SheddingChoice {

    /** Later than any plan reaches, in milliseconds from now. */
    private static final long NEVER = Long.MAX_VALUE;

    private final PlanRequest request;
    private final Choices choices;
    private final Methods methods;
    private final FallingLoad load;
    private final Instant flat;
    private final List<Shedding> decided = new ArrayList<>();
    private final @Nullable Instant[] shedAt;
    private final @Nullable Duration[] buys;

    /** {@code flat}: the deadline of the stops if the load stayed as it is. */
    SheddingChoice(PlanRequest request, Choices choices, Methods methods, FallingLoad load, Instant flat) {
        this.request = request;
        this.choices = choices;
        this.methods = methods;
        this.load = load;
        this.flat = flat;
        shedAt = new Instant[methods.jobs.size()];
        buys = new Duration[methods.jobs.size()];
    }

    /** Weighs each tier; those that are shed are in the load from then on. */
    SheddingChoice decide() {
        request.policy().shedding().stream()
                .sorted(Comparator.comparing(ShedTier::after))
                .forEach(this::weigh);
        return this;
    }

    private void weigh(ShedTier tier) {
        Instant due = request.powerFailedAt().plus(tier.after());
        Instant at = later(later(due, request.earliestStart()), tier.notBefore());
        Duration before = load.credit();
        Instant deadline = flat.plus(before);
        List<Job> members = new ArrayList<>();
        List<String> held = new ArrayList<>();
        boolean underWay = false;
        boolean anyUp = false;
        for (int number : methods.network.clientsFirst) {
            Job job = methods.jobs.get(number);
            if (shedAt[number] != null || !request.policy().isAbout(tier, job.guest)) {
                continue;
            }
            anyUp = true;
            if (job.underWay) {
                underWay = true;
                load.offAfter(number, job.overran ? NEVER : job.choice.millis());
                continue;
            }
            Job client = job.clients.stream()
                    .filter(c -> !c.underWay && shedAt[c.number] == null && !members.contains(c))
                    .findFirst()
                    .orElse(null);
            if (client != null) {
                held.add(job.guest.name() + " stays, because " + client.guest.name() + " needs it and runs on");
            } else if (at.isBefore(deadline.minusMillis(methods.schedule.start[number]))) {
                members.add(job);
            }
        }
        boolean someWatts = members.stream().anyMatch(j -> choices.watts(j.guest) > 0);
        long[] saved = load.offs();
        takeOff(members, at);
        Duration gain = load.credit().minus(before);
        String whyNot = underWay ? null : anyUp ? whyNot(tier, members, someWatts, gain) : "none of its guests runs";
        if (whyNot != null) {
            load.offs(saved);
        } else {
            for (Job job : members) {
                shedAt[job.number] = at;
                buys[job.number] = gain;
            }
        }
        decided.add(new Shedding(
                tier.name(),
                whyNot == null ? members.stream().map(j -> j.guest.name()).toList() : List.of(),
                at,
                gain.isNegative() ? Duration.ZERO : gain,
                whyNot,
                held));
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private @Nullable String whyNot(ShedTier tier, List<Job> members, boolean someWatts, Duration gain) {
        if (members.isEmpty()) {
            return "its guests cannot be stopped any earlier by it";
        }
        if (request.loadWatts() == null) {
            return "the UPS does not state its load in watts, so that nobody knows what it would buy";
        }
        if (!someWatts) {
            return "nobody said what its guests use: set watts in their rules";
        }
        return gain.compareTo(tier.worth()) < 0
                ? "it would buy less than the " + tier.worth().toSeconds() + " s that the policy asks for"
                : null;
    }

    /** One after another where places are few, each after its clients: when each of them is off at worst. */
    private void takeOff(List<Job> members, Instant at) {
        long begin = Math.max(0, Duration.between(request.now(), at).toMillis());
        long[] off = new long[methods.jobs.size()];
        long[][] places = new long[methods.network.places.length][];
        for (Job job : members) {
            int resource = methods.network.resource[job.number];
            long from = begin;
            for (Job client : job.clients) {
                from = Math.max(from, off[client.number]);
            }
            int place = 0;
            if (resource != JobNetwork.FREE) {
                long[] free = places[resource];
                if (free == null) {
                    free = new long[Math.min(methods.network.places[resource], members.size())];
                    places[resource] = free;
                }
                for (int i = 1; i < free.length; i++) {
                    place = free[i] < free[place] ? i : place;
                }
                from = Math.max(from, free[place]);
            }
            off[job.number] = from + methods.network.millis[job.number];
            if (resource != JobNetwork.FREE) {
                places[resource][place] = off[job.number];
            }
            load.offAfter(job.number, off[job.number]);
        }
    }

    /** What became of each tier, in the order of their times. */
    List<Shedding> decided() {
        return decided;
    }

    /** When this job is shed, or null. */
    @Nullable Instant at(Job job) {
        return shedAt[job.number];
    }

    /** Why this method, and why so early. */
    String why(Job job) {
        Duration gain = buys[job.number];
        return gain == null
                ? job.choice.why()
                : job.choice.why() + "; shed early, which buys the others " + gain.toSeconds() + " s";
    }
}

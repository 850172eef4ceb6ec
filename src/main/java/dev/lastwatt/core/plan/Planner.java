package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Job.Choice;
import dev.lastwatt.core.stoptime.StopTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works backwards from the end of the battery: the lower bound of the remaining runtime, less the host's own shutdown and the
 * reserve, is when every guest must be down; before that their stops are placed as late as possible in dependency order. Where
 * this does not fit, guests on the deciding chain fall back to a faster method until it does.
 */
public final class Planner {

    /** A stop that overran its worst case may end at any time; this share of the worst case is planned for it to go on. */
    private static final double OVERRUN = 0.25;

    private static final long LEAST_RESIDUAL_MILLIS = 1000;

    /**
     * On battery a plan whose time has come is found due a moment late, since readings come every few seconds. It is begun then,
     * at the expense of the reserve, and not given up for a faster one.
     */
    private static final Duration FOUND_LATE = Duration.ofSeconds(5);

    private final PlanRequest request;
    private final Choices choices;
    private final BackwardSchedule schedule;
    private final List<LeftAlone> left = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Planner(PlanRequest request) {
        this.request = request;
        this.choices = new Choices(request.policy(), request.times(), request.graph());
        this.schedule = new BackwardSchedule(
                request.policy().concurrentShutdowns(), request.policy().savesPerVolume());
    }

    /** Makes the plan. Always gives one; {@link Budget#fits()} says whether it suffices. */
    public static Plan plan(PlanRequest request) {
        return new Planner(request).plan();
    }

    private Plan plan() {
        Duration tail = request.policy().hostShutdown().plus(request.policy().reserve());
        Instant emptyAt = request.now().plus(request.remaining().lowerBound());
        Instant deadline = emptyAt.minus(tail);

        List<Job> jobs = jobs();
        keepSavesInsideTheirRoom(jobs);
        long available = Duration.between(request.earliestStart(), deadline).toMillis();
        boolean onBattery = request.now().isAfter(request.powerFailedAt());
        long length = new Fallback(schedule, choices)
                .fit(jobs, onBattery ? available + tolerated().toMillis() : available);
        long needed = Math.max(length, request.policy().othersNeed().toMillis());

        List<PlannedStop> stops = jobs.stream()
                .map(j -> planned(j, deadline))
                .sorted(Comparator.comparing(PlannedStop::latestStart))
                .toList();
        Instant hardLimit = request.now()
                .plus(request.remaining().likely())
                .minus(request.policy().hostShutdown());
        return new Plan(
                request.now(),
                request.powerFailedAt(),
                deadline.minusMillis(needed),
                deadline,
                deadline.plus(request.policy().hostShutdown()),
                hardLimit.isBefore(deadline) ? deadline : hardLimit,
                emptyAt,
                stops,
                left,
                budget(jobs, needed),
                request.remaining(),
                notes,
                WithoutUs.of(request));
    }

    /**
     * On battery the estimate moves by a few percent from reading to reading, and a stop that was due is found due a moment later.
     * Neither may change a method: that much may be taken from the reserve.
     */
    private Duration tolerated() {
        Duration half = request.policy().reserve().dividedBy(2);
        return half.compareTo(FOUND_LATE) > 0 ? half : FOUND_LATE;
    }

    private List<Job> jobs() {
        Map<GuestId, Job> jobs = new LinkedHashMap<>();
        for (Guest guest : request.inventory().guests()) {
            if (guest.state().isDown()) {
                continue;
            }
            Job job = job(guest);
            if (job != null) {
                jobs.put(guest.id(), job);
            }
        }
        for (Job job : jobs.values()) {
            for (Dependency d : request.graph().serversOf(job.guest.id())) {
                Job server = jobs.get(d.on());
                if (server != null) {
                    job.servers.add(server);
                    server.clients.add(job);
                }
            }
        }
        return new ArrayList<>(jobs.values());
    }

    private @Nullable Job job(Guest guest) {
        InFlight inFlight = request.inFlight().get(guest.id());
        if (inFlight != null) {
            return underWay(guest, inFlight);
        }
        if (guest.state().isGoingDown()) {
            // Somebody else stops it: wait for it as long as a stop of its own kind takes.
            boolean saving = guest.state().name().contains("SAVING");
            return underWay(guest, new InFlight(saving ? StopMethod.SAVE : StopMethod.SHUTDOWN, request.now()));
        }
        if (!guest.state().isUp() && !guest.state().isComingUp()) {
            leave(guest, "its state is not one that can be acted on");
            return null;
        }
        if (request.policy().ruleFor(guest).leaveAlone()) {
            leave(guest, "the policy leaves it alone");
            return null;
        }
        if (guest.clustered()) {
            leave(guest, "a failover cluster decides over it");
            return null;
        }
        Choices.Found found = choices.of(guest);
        if (found.possible().isEmpty()) {
            leave(guest, "no method is possible: " + String.join("; ", found.refused()));
            return null;
        }
        if (guest.busyWith() != null) {
            notes.add(guest.name() + " refuses to stop while this goes on: " + guest.busyWith());
        }
        return new Job(guest, found.possible(), request.policy().ruleFor(guest).priority());
    }

    private void leave(Guest guest, String why) {
        left.add(new LeftAlone(guest.id(), guest.name(), why));
    }

    private Job underWay(Guest guest, InFlight inFlight) {
        StopTime time = request.times().estimate(guest, inFlight.method());
        long elapsed = Duration.between(inFlight.since(), request.now()).toMillis();
        long upper = time.upper().toMillis();
        long residual = elapsed < upper ? upper - elapsed : Math.round(upper * OVERRUN);
        Choice choice = new Choice(inFlight.method(), time, Math.max(LEAST_RESIDUAL_MILLIS, residual), "under way");
        Job job =
                new Job(guest, List.of(choice), request.policy().ruleFor(guest).priority());
        job.overran = elapsed >= upper;
        return job;
    }

    /** A save that finds no room fails at once: only as many are planned on a volume as it has room for. */
    private void keepSavesInsideTheirRoom(List<Job> jobs) {
        Map<String, Long> free = new HashMap<>();
        request.inventory().volumes().stream()
                .filter(v -> v.freeBytes() >= 0)
                .forEach(v -> free.put(v.name(), v.freeBytes()));
        // Guests that are to be saved come first; others may need the room only as a way out.
        List<Job> byNeed = new ArrayList<>(jobs);
        byNeed.sort(Comparator.comparing((Job job) -> job.choice.method() != StopMethod.SAVE)
                .thenComparing(job -> job.choices.size()));
        for (Job job : byNeed) {
            Long room = free.get(job.guest.volume());
            if (room == null || request.inFlight().containsKey(job.guest.id())) {
                continue;
            }
            boolean couldSave = job.choices.stream().anyMatch(c -> c.method() == StopMethod.SAVE);
            if (!couldSave) {
                continue;
            }
            if (job.guest.memoryBytes() <= room) {
                free.put(job.guest.volume(), room - job.guest.memoryBytes());
                continue;
            }
            notes.add("no room on " + job.guest.volume() + " to save " + job.guest.name());
            job.dropSave();
        }
        jobs.removeIf(job -> {
            if (job.choices.isEmpty()) {
                leave(
                        job.guest,
                        "no room on " + job.guest.volume() + " for its saved state, and nothing else is allowed");
            }
            return job.choices.isEmpty();
        });
        for (Job job : jobs) {
            job.servers.removeIf(s -> s.choices.isEmpty());
            job.clients.removeIf(c -> c.choices.isEmpty());
        }
    }

    private PlannedStop planned(Job job, Instant deadline) {
        Instant start = deadline.minusMillis(job.start);
        InFlight inFlight = request.inFlight().get(job.guest.id());
        Instant from = inFlight == null ? start : inFlight.since();
        return new PlannedStop(
                job.guest.id(),
                job.guest.name(),
                job.choice.method(),
                start,
                Duration.between(request.powerFailedAt(), start),
                from.plus(job.choice.time().median()),
                inFlight == null
                        ? start.plusMillis(job.choice.millis())
                        : from.plus(job.choice.time().upper()),
                Duration.between(request.earliestStart(), start),
                job.choice.time(),
                job.choice.why(),
                inFlight == null ? null : inFlight.since(),
                Duration.ofMillis(job.medianTail),
                alternatives(job),
                job.heldBy == null ? null : job.heldBy.guest.name());
    }

    private List<PlannedStop.Alternative> alternatives(Job job) {
        return choices.of(job.guest).possible().stream()
                .filter(c -> c.method() != job.choice.method())
                .map(c -> new PlannedStop.Alternative(c.method(), c.time().upper()))
                .toList();
    }

    private Budget budget(List<Job> jobs, long guestsMillis) {
        Duration guests = Duration.ofMillis(guestsMillis);
        Duration host = request.policy().hostShutdown();
        Duration reserve = request.policy().reserve();
        Duration needed = guests.plus(host).plus(reserve);
        Duration available =
                request.remaining().lowerBound().minus(Duration.between(request.now(), request.earliestStart()));
        return new Budget(guests, host, reserve, needed, available, available.minus(needed), decidingChain(jobs));
    }

    private static List<String> decidingChain(List<Job> jobs) {
        List<String> names = new ArrayList<>();
        Job job = jobs.stream().max(Comparator.comparingLong(j -> j.start)).orElse(null);
        while (job != null) {
            names.add(job.guest.name());
            job = job.heldBy;
        }
        return Collections.unmodifiableList(names);
    }
}

package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Job.Choice;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.stoptime.StopTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One planning: from a request to its plan. */
final class PlanDraft {

    /** Chains whose lengths differ by less, in milliseconds, are as long as each other to whoever reads them. */
    private static final long A_TIE = 1000;

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
    private final List<LeftAlone> left = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    PlanDraft(PlanRequest request, Choices choices) {
        this.request = request;
        this.choices = choices;
    }

    Plan plan() {
        Duration tail = request.policy().hostShutdown().plus(request.policy().reserve());
        Methods methods = new Methods(jobs(), request.policy().concurrentShutdowns(), request.policy()::savesOn);
        methods.schedule.best();
        FallingLoad load = new FallingLoad(request, choices, methods, tail);
        Instant flat = request.now().plus(request.remaining().lowerBound()).minus(tail);
        SheddingChoice shedding = new SheddingChoice(request, choices, methods, load, flat).decide();
        long available = Duration.between(request.earliestStart(), flat.plus(load.credit()))
                .toMillis();
        boolean onBattery = request.now().isAfter(request.powerFailedAt());
        MethodChoice choice = new MethodChoice(methods, choices);
        long length = choice.decide(
                onBattery ? available + tolerated().toMillis() : available,
                request.policy().reserve().toMillis(),
                () -> load.likely().minus(request.policy().hostShutdown()).toMillis());
        if (request.inFlight().isEmpty()) {
            length = methods.schedule.refined();
        }
        long needed = Math.max(length, request.policy().othersNeed().toMillis());
        note(choice);

        Duration credit = load.credit();
        Instant deadline = flat.plus(credit);
        Instant emptyAt = deadline.plus(tail);
        Instant hardLimit =
                request.now().plus(load.likely()).minus(request.policy().hostShutdown());
        return new Plan(
                request.now(),
                request.powerFailedAt(),
                deadline.minusMillis(needed),
                deadline,
                deadline.plus(request.policy().hostShutdown()),
                hardLimit.isBefore(deadline) ? deadline : hardLimit,
                emptyAt,
                stops(methods, deadline, shedding),
                left,
                budget(methods, needed, credit),
                request.remaining(),
                notes,
                choice.isEmergency(),
                shedding.decided(),
                request);
    }

    /**
     * On battery the estimate moves by a few percent from reading to reading, and a stop that was due is found due a moment later.
     * Neither may change a method: that much may be taken from the reserve.
     */
    private Duration tolerated() {
        Duration half = request.policy().reserve().dividedBy(2);
        return half.compareTo(FOUND_LATE) > 0 ? half : FOUND_LATE;
    }

    /** The jobs, the dearer before the cheaper and else by their ids, so that a plan does not depend on the inventory's order. */
    private List<Job> jobs() {
        List<Guest> guests = request.inventory().guests();
        List<Job> jobs = new ArrayList<>(guests.size());
        Map<GuestId, Job> byId = new HashMap<>(2 * guests.size());
        for (Guest guest : guests) {
            Job job = guest.state().isDown() ? null : job(guest);
            if (job != null) {
                jobs.add(job);
            }
        }
        keepSavesInsideTheirRoom(jobs);
        jobs.sort(Comparator.comparingDouble((Job j) -> -j.priority).thenComparing(j -> j.guest.id()));
        jobs.forEach(j -> byId.put(j.guest.id(), j));
        for (Job job : jobs) {
            for (Dependency d : request.graph().serversOf(job.guest.id())) {
                Job server = byId.get(d.on());
                if (server != null) {
                    job.servers.add(server);
                    server.clients.add(job);
                }
            }
        }
        return jobs;
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
        GuestRule rule = choices.rule(guest);
        if (rule.leaveAlone()) {
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
        return new Job(guest, found.possible(), rule.priority());
    }

    private void leave(Guest guest, String why) {
        left.add(new LeftAlone(guest.id(), guest.name(), why));
    }

    private Job underWay(Guest guest, InFlight inFlight) {
        StopTime time = choices.time(guest, inFlight.method());
        long elapsed = Duration.between(inFlight.since(), request.now()).toMillis();
        long upper = time.upper().toMillis();
        long residual = elapsed < upper ? upper - elapsed : Math.round(upper * OVERRUN);
        Choice choice = new Choice(inFlight.method(), time, Math.max(LEAST_RESIDUAL_MILLIS, residual), 1, "under way");
        Job job = new Job(guest, List.of(choice), choices.rule(guest).priority());
        job.underWay = true;
        job.overran = elapsed >= upper;
        return job;
    }

    /** A save that finds no room fails at once: only as many are planned on a volume as it has room for. */
    private void keepSavesInsideTheirRoom(List<Job> jobs) {
        Map<String, Long> free = new HashMap<>();
        request.inventory().volumes().stream()
                .filter(v -> v.freeBytes() >= 0)
                .forEach(v -> free.put(v.name(), v.freeBytes()));
        if (free.isEmpty()) {
            return;
        }
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
    }

    private List<PlannedStop> stops(Methods methods, Instant deadline, SheddingChoice shedding) {
        long[] tails = medianTails(methods);
        List<PlannedStop> stops = new ArrayList<>(methods.jobs.size());
        for (Job job : methods.jobs) {
            stops.add(planned(job, methods, deadline, tails[job.number], shedding));
        }
        stops.sort(Comparator.comparing(PlannedStop::latestStart));
        return stops;
    }

    /** Of each job its own stop and the longest chain of its servers, by their medians. */
    private static long[] medianTails(Methods methods) {
        JobNetwork network = methods.network;
        long[] tails = new long[network.size];
        for (int i = network.size - 1; i >= 0; i--) {
            int j = network.clientsFirst[i];
            for (int server : network.servers[j]) {
                tails[j] = Math.max(tails[j], tails[server]);
            }
            tails[j] += methods.jobs.get(j).choice.time().median().toMillis();
        }
        return tails;
    }

    private PlannedStop planned(Job job, Methods methods, Instant deadline, long medianTail, SheddingChoice shedding) {
        BackwardSchedule schedule = methods.schedule;
        Instant must = deadline.minusMillis(schedule.start[job.number]);
        Instant early = shedding.at(job);
        boolean shed = early != null && early.isBefore(must);
        Instant start = early != null && shed ? early : must;
        InFlight inFlight = request.inFlight().get(job.guest.id());
        Instant from = inFlight == null ? start : inFlight.since();
        StopTime time = job.choice.time();
        int holder = schedule.heldBy[job.number];
        return new PlannedStop(
                job.guest.id(),
                job.guest.name(),
                job.choice.method(),
                start,
                Duration.between(request.powerFailedAt(), start),
                from.plus(time.median()),
                inFlight == null ? start.plusMillis(job.choice.millis()) : from.plus(time.upper()),
                Duration.between(request.earliestStart(), start),
                time,
                shed ? shedding.why(job) : job.choice.why(),
                inFlight == null ? null : inFlight.since(),
                Duration.ofMillis(medianTail),
                choices.alternatives(job.guest, job.choice.method()),
                holder < 0 ? null : methods.jobs.get(holder).guest.name(),
                shed,
                schedule.rank[job.number]);
    }

    private void note(MethodChoice choice) {
        if (choice.isEmergency()) {
            notes.add(
                    "the battery is too small: nothing that could be done fits it, and every guest is stopped at once");
        } else if (choice.level() < Methods.FULL) {
            notes.add("the battery is too small for every guest's worst case: methods are chosen by what stops take in "
                    + Math.round(100 * choice.level()) + " of 100 cases");
        }
    }

    private Budget budget(Methods methods, long guestsMillis, Duration credit) {
        Duration guests = Duration.ofMillis(guestsMillis);
        Duration host = request.policy().hostShutdown();
        Duration reserve = request.policy().reserve();
        Duration needed = guests.plus(host).plus(reserve);
        Duration available = request.remaining()
                .lowerBound()
                .plus(credit)
                .minus(Duration.between(request.now(), request.earliestStart()));
        List<String> breaks = decidingChain(methods);
        return new Budget(
                guests,
                host,
                reserve,
                needed,
                credit,
                available,
                available.minus(needed),
                breaks,
                otherChainsAsLong(methods, breaks));
    }

    private static List<String> decidingChain(Methods methods) {
        long[] start = methods.schedule.start;
        int longest = -1;
        for (int j = 0; j < start.length; j++) {
            if (longest < 0 || start[j] > start[longest]) {
                longest = j;
            }
        }
        return new ArrayList<>(chain(longest, methods));
    }

    /** From this job on, each one and the one that holds it. */
    private static Set<String> chain(int first, Methods methods) {
        Set<String> names = new LinkedHashSet<>();
        for (int j = first; j >= 0; j = methods.schedule.heldBy[j]) {
            names.add(methods.jobs.get(j).guest.name());
        }
        return names;
    }

    private static List<String> otherChainsAsLong(Methods methods, List<String> deciding) {
        long[] start = methods.schedule.start;
        long longest = Arrays.stream(start).max().orElse(0);
        Set<String> names = new LinkedHashSet<>();
        for (int j = 0; j < start.length; j++) {
            if (start[j] > longest - A_TIE) {
                names.addAll(chain(j, methods));
            }
        }
        deciding.forEach(names::remove);
        return new ArrayList<>(names);
    }
}

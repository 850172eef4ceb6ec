package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How long each guest of one host takes to stop: the probable times and the chance that it never does, from its traits, its own
 * history and what the host's other guests show. Immutable. The model is described in {@code docs/estimator.md}.
 */
public final class StopTimes implements StopEstimator {

    /** What is kept for a guest that was never measured, until enough others show that the assumptions fit this host. */
    private static final Duration LEAST_UPPER_UNMEASURED = Duration.ofMinutes(5);

    /** A host of which so many guests were measured, or half of those it has, has shown what its guests are like. */
    private static final int GUESTS_THAT_SHOW = 5;

    /** How often what the guests have in common is learned anew from what each shows. */
    private static final int ROUNDS = 2;

    /** With so many ended stops, none to four, the bounds leave only this share of the usual risk. */
    private static final double[] CAUTION_WITH_FEW = {0.8, 0.6, 0.96, 0.96, 0.96};

    /** A second in the middle, five nearly always. */
    private static final StopTime TURN_OFF =
            new StopTime(new LogNormalLaw(0, 0.98), 0, 0, () -> "turning off takes no time of the guest's");

    private final Map<GuestId, StopTime> shutdowns;
    private final Map<GuestId, Subject> subjects;
    private final Map<GuestId, GuestEvidence> evidences;
    private final Map<String, SavePace> paces;

    private StopTimes(
            Map<GuestId, StopTime> shutdowns,
            Map<GuestId, Subject> subjects,
            Map<GuestId, GuestEvidence> evidences,
            Map<String, SavePace> paces) {
        this.shutdowns = Map.copyOf(shutdowns);
        this.subjects = Map.copyOf(subjects);
        this.evidences = Map.copyOf(evidences);
        this.paces = Map.copyOf(paces);
    }

    /**
     * A guest to estimate.
     *
     * @param volume where its saved state goes
     */
    public record Subject(GuestId id, String volume, Traits traits) {

        /** A guest of the inventory of which nothing but its memory is known. */
        public static Subject of(Guest guest) {
            return new Subject(guest.id(), guest.volume(), Traits.unknown(Math.max(1, guest.memoryBytes())));
        }
    }

    /**
     * The model of one host.
     *
     * @param subjects its guests
     * @param samples measured stops, in any order; those of guests that are not there any more do not count
     * @param statedPaces bytes a second that are said of volumes, by name; may be empty
     */
    public static StopTimes of(
            Collection<Subject> subjects, Collection<StopSample> samples, Map<String, Double> statedPaces) {
        return of(subjects, samples, statedPaces, Map.of());
    }

    /**
     * The model of the same host later, exactly as if it were made from nothing: what was worked out for guests whose past and traits are
     * what they were is taken over. Not to be called for one model from two threads at once.
     */
    public StopTimes renewed(
            Collection<Subject> guests, Collection<StopSample> samples, Map<String, Double> statedPaces) {
        return of(guests, samples, statedPaces, evidences);
    }

    private static StopTimes of(
            Collection<Subject> subjects,
            Collection<StopSample> samples,
            Map<String, Double> statedPaces,
            Map<GuestId, GuestEvidence> before) {
        List<StopSample> sorted = new ArrayList<>(samples);
        sorted.sort(Comparator.comparing(StopSample::at));
        Map<GuestId, List<StopSample>> byGuest = new HashMap<>();
        for (StopSample sample : sorted) {
            byGuest.computeIfAbsent(sample.guest(), k -> new ArrayList<>()).add(sample);
        }
        Map<GuestId, Subject> byId = new HashMap<>();
        Map<GuestId, GuestEvidence> evidences = new HashMap<>();
        for (Subject s : subjects) {
            byId.put(s.id(), s);
            History history = History.of(
                    byGuest.getOrDefault(s.id(), List.of()), s.traits().memoryBytes());
            GuestEvidence known = before.get(s.id());
            evidences.put(
                    s.id(),
                    known != null && known.isOf(s.traits(), history) ? known : new GuestEvidence(s.traits(), history));
        }
        return new StopTimes(shutdowns(subjects, evidences), byId, evidences, paces(subjects, byGuest, statedPaces));
    }

    /** What to expect of stopping this guest; one that the model was not made for is taken for one that was never measured. */
    @Override
    public StopTime estimate(Guest guest, StopMethod method) {
        return switch (method) {
            case TURN_OFF -> TURN_OFF;
            case SAVE -> pace(guest.volume()).estimate(guest.id(), guest.memoryBytes());
            case SHUTDOWN -> {
                StopTime known = shutdowns.get(guest.id());
                yield known != null
                        ? known
                        : of(List.of(Subject.of(guest)), List.of(), Map.of()).expected(guest.id(), method);
            }
        };
    }

    /**
     * What to expect of stopping this guest, alone on its volume.
     *
     * @throws IllegalArgumentException if the guest is not one the model was made for
     */
    public StopTime expected(GuestId guest, StopMethod method) {
        if (method == StopMethod.TURN_OFF) {
            return TURN_OFF;
        }
        Subject subject = subjects.get(guest);
        if (subject == null) {
            throw new IllegalArgumentException("no estimate for " + method.word() + " of guest " + guest);
        }
        return method == StopMethod.SAVE
                ? pace(subject.volume()).estimate(guest, subject.traits().memoryBytes())
                : Objects.requireNonNull(shutdowns.get(guest));
    }

    @Override
    public StopTimes ifTheyDependedThus(Collection<Dependency> dependencies) {
        Roles roles = Roles.of(dependencies, Set.of());
        Map<GuestId, Subject> others = new LinkedHashMap<>();
        Map<GuestId, GuestEvidence> seen = new HashMap<>();
        subjects.values().stream().sorted(Comparator.comparing(Subject::id)).forEach(s -> {
            Traits t = s.traits();
            Role role = roles.of(s.id());
            others.put(s.id(), new Subject(s.id(), s.volume(), new Traits(t.os(), t.memoryBytes(), role, t.updates())));
            seen.put(s.id(), Objects.requireNonNull(evidences.get(s.id())).inRole(role));
        });
        return new StopTimes(shutdowns(others.values(), seen), others, seen, paces);
    }

    /** How many times as long each save takes when so many write to one volume at once, at least 1. */
    public static double slowerTogether(int saves) {
        return SavePace.slowerWith(saves);
    }

    private SavePace pace(String volume) {
        SavePace known = paces.get(volume);
        return known == null ? SavePace.of(List.of(), 0) : known;
    }

    private static Map<GuestId, StopTime> shutdowns(
            Collection<Subject> subjects, Map<GuestId, GuestEvidence> evidences) {
        Pool pool = Pool.ASSUMED;
        for (int round = 0; round < ROUNDS; round++) {
            Map<GuestId, GuestPosterior> guests = posteriors(subjects, evidences, pool, true);
            HostHabits habits = new HostHabits(guests.values());
            Pool.Evidence evidence = new Pool.Evidence();
            for (GuestPosterior guest : guests.values()) {
                guest.weigh(habits.weights(guest));
                guest.tell(evidence);
            }
            pool = evidence.pool();
        }
        Map<GuestId, GuestPosterior> guests = posteriors(subjects, evidences, pool, false);
        HostHabits habits = new HostHabits(guests.values());
        HangRisk hangs = new HangRisk();
        Map<GuestId, Double> hung = new HashMap<>();
        for (Map.Entry<GuestId, GuestPosterior> e : guests.entrySet()) {
            GuestPosterior guest = e.getValue();
            guest.weigh(habits.weights(guest));
            History history = Objects.requireNonNull(evidences.get(e.getKey())).history();
            double never = HangRisk.hung(guest.os(), history, guest, habits.updates(guest.os()));
            hung.put(e.getKey(), never);
            hangs.add(guest.os(), never, history.count() + never);
        }
        UpdateRisk updates =
                new UpdateRisk(subjects.stream().map(Subject::traits).toList());
        long measured =
                evidences.values().stream().filter(e -> e.history().count() > 0).count();
        boolean littleShown = measured == 0 || measured < Math.min(GUESTS_THAT_SHOW, subjects.size() / 2);
        Map<GuestId, StopTime> estimates = new HashMap<>();
        for (Subject subject : subjects) {
            Traits traits = subject.traits();
            History history =
                    Objects.requireNonNull(evidences.get(subject.id())).history();
            GuestPosterior guest = Objects.requireNonNull(guests.get(subject.id()));
            double never = Objects.requireNonNull(hung.get(subject.id()));
            int count = history.count();
            double risk = updates.of(traits, habits.updates(traits.os()));
            PredictedLaw shown = new PredictedLaw(
                    count < CAUTION_WITH_FEW.length ? CAUTION_WITH_FEW[count] : 1, () -> guest.next(risk));
            StopLaw law = littleShown && count == 0 ? shown.atLeast(LEAST_UPPER_UNMEASURED) : shown;
            estimates.put(
                    subject.id(),
                    new StopTime(law, hangs.of(traits.os(), never, count + never), count, () -> Explanation.of(
                                    traits, history, guest, risk, littleShown)
                            .sentence(law)));
        }
        return estimates;
    }

    private static Map<GuestId, GuestPosterior> posteriors(
            Collection<Subject> subjects, Map<GuestId, GuestEvidence> evidences, Pool pool, boolean measuredOnly) {
        Map<GuestId, GuestPosterior> guests = new LinkedHashMap<>();
        double[] spreads = pool.spreads();
        for (Subject subject : subjects) {
            GuestEvidence evidence = Objects.requireNonNull(evidences.get(subject.id()));
            if (!measuredOnly || evidence.history().count() > 0) {
                guests.put(subject.id(), new GuestPosterior(subject.traits(), evidence, pool, spreads));
            }
        }
        return guests;
    }

    private static Map<String, SavePace> paces(
            Collection<Subject> subjects, Map<GuestId, List<StopSample>> byGuest, Map<String, Double> statedPaces) {
        Map<String, List<StopSample>> byVolume = new HashMap<>();
        for (Subject s : subjects) {
            byVolume.computeIfAbsent(s.volume(), k -> new ArrayList<>())
                    .addAll(byGuest.getOrDefault(s.id(), List.of()));
        }
        Map<String, SavePace> paces = new HashMap<>();
        byVolume.forEach(
                (volume, stops) -> paces.put(volume, SavePace.of(stops, statedPaces.getOrDefault(volume, 0.0))));
        return paces;
    }
}

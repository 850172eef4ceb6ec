package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.GuestPosterior.Detail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How long each guest of one host takes to stop: the probable times and the chance that it never does, from its traits, its own
 * history and what the host's other guests show. Immutable. The model is described in {@code docs/estimator.md}.
 */
public final class StopTimes implements StopEstimator {

    /** What is kept for a guest that was never measured, until enough others show that the assumptions fit this host. Seconds. */
    private static final double LEAST_UPPER_UNMEASURED = 300;

    /** A host of which so many guests were measured, or half of those it has, has shown what its guests are like. */
    private static final int GUESTS_THAT_SHOW = 5;

    /** How often what the guests have in common is learned anew from what each shows. */
    private static final int ROUNDS = 2;

    /** With so many ended stops, none and one, the bounds leave only this share of the usual risk. */
    private static final double[] CAUTION_WITH_FEW = {0.75, 0.6};

    /** A second in the middle, five nearly always. */
    private static final StopTime TURN_OFF = new StopTime(
            new PredictedLaw(Predictive.of(List.of(new Predictive.Part(1, 0, 0.98, null))), 1),
            0,
            0,
            () -> "turning off takes no time of the guest's");

    private final Map<GuestId, StopTime> shutdowns;
    private final Map<GuestId, Subject> subjects;
    private final Map<String, SavePace> paces;

    private StopTimes(Map<GuestId, StopTime> shutdowns, Map<GuestId, Subject> subjects, Map<String, SavePace> paces) {
        this.shutdowns = Map.copyOf(shutdowns);
        this.subjects = Map.copyOf(subjects);
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
        Map<GuestId, List<StopSample>> byGuest = new HashMap<>();
        samples.stream().sorted(Comparator.comparing(StopSample::at)).forEach(s -> byGuest.computeIfAbsent(
                        s.guest(), k -> new ArrayList<>())
                .add(s));
        Map<GuestId, Subject> byId = new HashMap<>();
        subjects.forEach(s -> byId.put(s.id(), s));
        return new StopTimes(shutdowns(subjects, byGuest), byId, paces(subjects, byGuest, statedPaces));
    }

    /** What to expect of stopping this guest; one that the model was not made for is taken for one that was never measured. */
    @Override
    public StopTime estimate(Guest guest, StopMethod method) {
        return switch (method) {
            case TURN_OFF -> TURN_OFF;
            case SAVE -> pace(guest.volume()).estimate(guest.memoryBytes());
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
                ? pace(subject.volume()).estimate(subject.traits().memoryBytes())
                : Objects.requireNonNull(shutdowns.get(guest));
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
            Collection<Subject> subjects, Map<GuestId, List<StopSample>> byGuest) {
        Map<Subject, History> histories = new LinkedHashMap<>();
        for (Subject s : subjects) {
            histories.put(
                    s,
                    History.of(
                            byGuest.getOrDefault(s.id(), List.of()), s.traits().memoryBytes()));
        }
        Pool pool = Pool.ASSUMED;
        for (int round = 0; round < ROUNDS; round++) {
            PoolEvidence evidence = new PoolEvidence();
            Map<Traits.Os, StopLaws> laws = new EnumMap<>(Traits.Os.class);
            for (Map.Entry<Subject, History> e : histories.entrySet()) {
                if (e.getValue().count() > 0) {
                    new GuestPosterior(e.getKey().traits(), e.getValue(), pool, Detail.SKETCH, laws).tell(evidence);
                }
            }
            pool = Pool.from(evidence);
        }
        HangRisk hangs = new HangRisk();
        Map<Traits.Os, StopLaws> laws = new EnumMap<>(Traits.Os.class);
        Map<Subject, GuestPosterior> posteriors = new LinkedHashMap<>();
        Map<Subject, Double> hung = new HashMap<>();
        for (Map.Entry<Subject, History> e : histories.entrySet()) {
            Traits traits = e.getKey().traits();
            GuestPosterior guest = new GuestPosterior(traits, e.getValue(), pool, Detail.FULL, laws);
            posteriors.put(e.getKey(), guest);
            double never = HangRisk.hung(traits.os(), e.getValue(), guest);
            hung.put(e.getKey(), never);
            hangs.add(traits.os(), never, e.getValue().count() + never);
        }
        UpdateRisk updates =
                new UpdateRisk(subjects.stream().map(Subject::traits).toList());
        long measured = histories.values().stream().filter(h -> h.count() > 0).count();
        boolean littleShown = measured == 0 || measured < Math.min(GUESTS_THAT_SHOW, subjects.size() / 2);
        Map<GuestId, StopTime> estimates = new HashMap<>();
        for (Map.Entry<Subject, GuestPosterior> e : posteriors.entrySet()) {
            Subject subject = e.getKey();
            Traits traits = subject.traits();
            History history = Objects.requireNonNull(histories.get(subject));
            int count = history.count();
            double never = Objects.requireNonNull(hung.get(subject));
            double risk = updates.of(traits, pool);
            Predictive predictive = e.getValue().next(risk);
            if (littleShown && count == 0) {
                predictive = predictive.stretched(Math.max(1, LEAST_UPPER_UNMEASURED / predictive.quantile(0.95)));
            }
            PredictedLaw law =
                    new PredictedLaw(predictive, count < CAUTION_WITH_FEW.length ? CAUTION_WITH_FEW[count] : 1);
            Explanation explanation = Explanation.of(traits, history, e.getValue(), risk);
            estimates.put(
                    subject.id(),
                    new StopTime(
                            law, hangs.of(traits.os(), never, count + never), count, () -> explanation.sentence(law)));
        }
        return estimates;
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

package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.GuestPosterior.Detail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How long each guest of one host takes to stop: the probable times and the chance that it never does, from its traits, its own
 * history and what the host's other guests show. Immutable. The model is described in {@code docs/estimator.md}.
 */
public final class StopTimes {

    /** How often what the guests have in common is learned anew from what each shows. */
    private static final int ROUNDS = 2;

    /** With so many ended stops, none and one, the bounds leave only this share of the usual risk. */
    private static final double[] CAUTION_WITH_FEW = {0.75, 0.6};

    /** A second in the middle, five nearly always. */
    private static final StopEstimate TURN_OFF = new StopEstimate(
            Predictive.of(List.of(new Predictive.Part(1, 0, 0.98, null))),
            1,
            0,
            0,
            new Explanation("turning off takes no time of the guest's", List.of()));

    private final Map<GuestId, StopEstimate> shutdowns;
    private final Map<GuestId, StopEstimate> saves;

    private StopTimes(Map<GuestId, StopEstimate> shutdowns, Map<GuestId, StopEstimate> saves) {
        this.shutdowns = Map.copyOf(shutdowns);
        this.saves = Map.copyOf(saves);
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
        return new StopTimes(shutdowns(subjects, byGuest), saves(subjects, byGuest, statedPaces));
    }

    /** What to expect of stopping this guest; one that the model was not made for is taken for one that was never measured. */
    public StopEstimate estimate(Guest guest, StopMethod method) {
        if (method == StopMethod.TURN_OFF || shutdowns.containsKey(guest.id())) {
            return estimate(guest.id(), method);
        }
        return of(List.of(Subject.of(guest)), List.of(), Map.of()).estimate(guest.id(), method);
    }

    /**
     * What to expect of stopping this guest, alone on its volume.
     *
     * @throws IllegalArgumentException if the guest is not one the model was made for
     */
    public StopEstimate estimate(GuestId guest, StopMethod method) {
        if (method == StopMethod.TURN_OFF) {
            return TURN_OFF;
        }
        StopEstimate found = (method == StopMethod.SAVE ? saves : shutdowns).get(guest);
        if (found == null) {
            throw new IllegalArgumentException("no estimate for " + method.word() + " of guest " + guest);
        }
        return found;
    }

    private static Map<GuestId, StopEstimate> shutdowns(
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
            for (Map.Entry<Subject, History> e : histories.entrySet()) {
                if (e.getValue().count() > 0) {
                    new GuestPosterior(e.getKey().traits(), e.getValue(), pool, Detail.SKETCH).tell(evidence);
                }
            }
            pool = Pool.from(evidence);
        }
        HangRisk hangs = new HangRisk();
        Map<Subject, GuestPosterior> posteriors = new LinkedHashMap<>();
        Map<Subject, Double> hung = new HashMap<>();
        for (Map.Entry<Subject, History> e : histories.entrySet()) {
            Traits traits = e.getKey().traits();
            GuestPosterior guest = new GuestPosterior(traits, e.getValue(), pool, Detail.FULL);
            posteriors.put(e.getKey(), guest);
            double never = HangRisk.hung(traits.os(), e.getValue(), guest);
            hung.put(e.getKey(), never);
            hangs.add(traits.os(), never, e.getValue().count() + never);
        }
        UpdateRisk updates =
                new UpdateRisk(subjects.stream().map(Subject::traits).toList());
        Map<GuestId, StopEstimate> estimates = new HashMap<>();
        for (Map.Entry<Subject, GuestPosterior> e : posteriors.entrySet()) {
            Subject subject = e.getKey();
            Traits traits = subject.traits();
            History history = Objects.requireNonNull(histories.get(subject));
            int count = history.count();
            double never = Objects.requireNonNull(hung.get(subject));
            double risk = updates.of(traits, pool);
            Predictive predictive = e.getValue().next(risk);
            estimates.put(
                    subject.id(),
                    new StopEstimate(
                            predictive,
                            count < CAUTION_WITH_FEW.length ? CAUTION_WITH_FEW[count] : 1,
                            hangs.of(traits.os(), never, count + never),
                            count,
                            Explanation.of(traits, history, e.getValue(), risk)));
        }
        return estimates;
    }

    private static Map<GuestId, StopEstimate> saves(
            Collection<Subject> subjects, Map<GuestId, List<StopSample>> byGuest, Map<String, Double> statedPaces) {
        Map<String, List<StopSample>> byVolume = new HashMap<>();
        for (Subject s : subjects) {
            byVolume.computeIfAbsent(s.volume(), k -> new ArrayList<>())
                    .addAll(byGuest.getOrDefault(s.id(), List.of()));
        }
        Map<String, SavePace> paces = new HashMap<>();
        byVolume.forEach(
                (volume, stops) -> paces.put(volume, SavePace.of(stops, statedPaces.getOrDefault(volume, 0.0))));
        Map<GuestId, StopEstimate> estimates = new HashMap<>();
        for (Subject s : subjects) {
            SavePace pace = Objects.requireNonNull(paces.get(s.volume()));
            estimates.put(s.id(), pace.estimate(s.traits().memoryBytes()));
        }
        return estimates;
    }
}

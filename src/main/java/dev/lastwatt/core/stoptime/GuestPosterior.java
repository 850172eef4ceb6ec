package dev.lastwatt.core.stoptime;

/**
 * What is believed of one guest after its history and with what its host's guests show: probabilities of habits, log medians and spreads.
 *
 * <p>A past stop is one of the guest's habit, or a slow one; a stop that was cut off hangs, or would have ended later. Summing over the
 * grid gives Student's t where all is simple, and still the right answer where the history has two heaps.
 */
final class GuestPosterior {

    private static final int ENOUGH_FOR_A_SPREAD = 4;
    private static final Habit[] HABITS = Habit.values();

    private final GuestEvidence evidence;
    private final Traits.Os os;
    private final LocationPrior prior;
    private final double[] spreads;
    private final double[] places;
    private final double[] levels;

    /** By level of {@link UpdateShares} and habit: how well they explain the history. */
    private final double[][] explained;

    /** By habit and spread: probability of each log median; null where there is none. Sums to 1 once {@link #weigh} was called. */
    private final double[][][] probability = new double[HABITS.length][StopLaws.SPREADS.length][];

    /** What that history says within that pool; the host's habits and updates are still to be weighed. */
    GuestPosterior(Traits traits, GuestEvidence evidence, Pool pool, double[] spreads) {
        this.evidence = evidence;
        this.os = traits.os();
        this.prior = LocationPrior.of(traits, pool);
        this.spreads = spreads;
        this.levels = evidence.levels();
        this.places = new double[evidence.count()];
        for (int i = 0; i < places.length; i++) {
            places[i] = prior.density(evidence.location(i));
        }
        this.explained = new double[levels.length][HABITS.length];
        for (int l = 0; l < levels.length; l++) {
            for (int s = 0; levels[l] > 0 && s < spreads.length; s++) {
                if (spreads[s] > 0) {
                    explain(explained[l], evidence.likelihood(l, s), spreads[s]);
                }
            }
        }
    }

    private void explain(double[] byHabit, double[] likelihood, double weight) {
        int count = places.length;
        for (int h = 0; h < byHabit.length; h++) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += likelihood[h * count + i] * places[i];
            }
            byHabit[h] += weight * sum;
        }
    }

    Traits.Os os() {
        return os;
    }

    /** Whether it has a history. */
    boolean isMeasured() {
        return !evidence.isEmpty();
    }

    /** How probable each level of {@link UpdateShares} was for guests of its kind before anything was measured. */
    double[] levels() {
        return levels;
    }

    /** How well a share of update stops and a mix of habits explain its history, up to a factor of its own. */
    double explained(int level, HabitMix mix) {
        double sum = 1e-300;
        for (Habit habit : HABITS) {
            sum += mix.share(habit) * explained[level][habit.ordinal()];
        }
        return sum;
    }

    /**
     * Takes the host into account.
     *
     * @param weights by level and habit, as {@link HostHabits#weights} gives them
     */
    void weigh(double[][] weights) {
        int count = places.length;
        double total = 0;
        for (int h = 0; h < HABITS.length; h++) {
            for (int s = 0; s < spreads.length; s++) {
                if (spreads[s] == 0) {
                    continue;
                }
                double[] here = new double[count];
                for (int l = 0; l < levels.length; l++) {
                    double weight = weights[l][h] * spreads[s];
                    if (weight > 0) {
                        double[] likelihood = evidence.likelihood(l, s);
                        for (int i = 0; i < count; i++) {
                            here[i] += weight * likelihood[h * count + i];
                        }
                    }
                }
                for (int i = 0; i < count; i++) {
                    here[i] *= places[i];
                    total += here[i];
                }
                probability[h][s] = here;
            }
        }
        for (double[][] bySpread : probability) {
            for (double[] here : bySpread) {
                for (int i = 0; here != null && i < count; i++) {
                    here[i] /= total;
                }
            }
        }
    }

    /** Adds what this guest shows to what its host's guests show. */
    void tell(Pool.Evidence host) {
        host.guest();
        double[] marginal = marginal();
        for (int i = 0; i < marginal.length; i++) {
            if (marginal[i] > 1e-6) {
                double at = evidence.location(i);
                for (LocationPrior.Part part : prior.parts()) {
                    if (!part.odd()) {
                        host.location(
                                part.windows(),
                                marginal[i] * part.density(at) / (places[i] + 1e-300),
                                at - part.shift(),
                                part.centre());
                    }
                }
            }
        }
        if (evidence.history().count() >= ENOUGH_FOR_A_SPREAD) {
            double logSpread = 0;
            for (double[][] bySpread : probability) {
                for (int s = 0; s < spreads.length; s++) {
                    if (bySpread[s] != null) {
                        logSpread += sum(bySpread[s]) * Math.log(StopLaws.SPREADS[s]);
                    }
                }
            }
            host.stopSpread(logSpread);
        }
    }

    private double[] marginal() {
        double[] sum = new double[places.length];
        for (double[][] bySpread : probability) {
            for (double[] here : bySpread) {
                for (int i = 0; here != null && i < sum.length; i++) {
                    sum[i] += here[i];
                }
            }
        }
        return sum;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum;
    }

    /**
     * The next stop, tabulated.
     *
     * @param updates probability that it installs updates
     */
    LawTable next(double updates) {
        int count = places.length;
        LawTable.Sum sum = new LawTable.Sum(evidence.first(), count, evidence.stride());
        for (int s = 0; s < spreads.length; s++) {
            if (spreads[s] == 0) {
                continue;
            }
            double[] normal = new double[count];
            double[] light = new double[count];
            double[] once = new double[count];
            double[] twice = new double[count];
            for (Habit habit : HABITS) {
                double r = habit.slowShare();
                double[] here = probability[habit.ordinal()][s];
                double[] usual = habit.isGamma() ? light : normal;
                for (int i = 0; i < count; i++) {
                    usual[i] += here[i] * (1 - updates) * (1 - r);
                    once[i] += here[i] * (updates * (1 - r) + (1 - updates) * r);
                    twice[i] += here[i] * updates * r;
                }
            }
            sum.add(LawKernel.NORMAL, s, normal);
            sum.add(LawKernel.LIGHT, s, light);
            sum.add(LawKernel.SLOW, s, once);
            sum.add(LawKernel.TWICE_SLOW, s, twice);
        }
        return sum.table();
    }

    /** Probability that a past stop of this guest was not over after these log seconds though it would have ended. */
    double notEndedBy(double logSeconds, double updates) {
        double ended = 0;
        for (Habit habit : HABITS) {
            double slow = 1 - (1 - updates) * (1 - habit.slowShare());
            for (int s = 0; s < spreads.length; s++) {
                double[] here = probability[habit.ordinal()][s];
                if (here == null) {
                    continue;
                }
                double spread = StopLaws.SPREADS[s];
                for (int i = 0; i < here.length; i++) {
                    if (here[i] > 1e-5) {
                        double above = logSeconds - evidence.location(i);
                        double usual = (habit.isGamma() ? LawKernel.LIGHT : LawKernel.NORMAL).cdf(above, spread);
                        ended += here[i] * ((1 - slow) * usual + slow * LawKernel.SLOW.cdf(above, spread));
                    }
                }
            }
        }
        return Math.max(0, 1 - ended);
    }

    /** Probability that its habit is to be slow now and then. */
    double erratic() {
        double sum = 0;
        for (double[] here : probability[Habit.ERRATIC.ordinal()]) {
            sum += here == null ? 0 : sum(here);
        }
        return sum;
    }

    /** Standard deviation of the log median: how far the guest's own level is still unknown. */
    double levelUncertainty() {
        double mean = 0;
        double square = 0;
        double[] marginal = marginal();
        for (int i = 0; i < marginal.length; i++) {
            double at = evidence.location(i);
            mean += marginal[i] * at;
            square += marginal[i] * at * at;
        }
        return Math.sqrt(Math.max(0, square - mean * mean));
    }
}

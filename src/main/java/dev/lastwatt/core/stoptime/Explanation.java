package dev.lastwatt.core.stoptime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an estimate rests on and why it is as wide as it is.
 *
 * @param basis samples or prior
 * @param reasons why it is wide; may be empty
 */
record Explanation(String basis, List<String> reasons) {

    private static final double LIKELY = 0.5;
    private static final double NOTICEABLE = 0.04;
    private static final double LEVEL_UNKNOWN = 0.2;

    /** Copies the list. */
    Explanation {
        reasons = List.copyOf(reasons);
    }

    static Explanation of(Traits traits, History history, GuestPosterior guest, double updates) {
        int count = history.count();
        String basis = count == 0
                ? "never measured: from its traits and the host's other guests"
                : count + (count == 1 ? " stop" : " stops") + " measured, with what the host's other guests show";
        List<String> wide = new ArrayList<>();
        if (traits.updates() == Traits.Updates.PENDING) {
            wide.add("updates are pending");
        } else if (traits.updates() == Traits.Updates.EXPECTED) {
            wide.add("its patch window is open");
        } else if (updates > NOTICEABLE) {
            wide.add(
                    traits.updates() == Traits.Updates.NONE
                            ? "updates may be pending though none are reported: its host seems to be in a patch window"
                            : "updates may be pending: nobody knows");
        }
        if (guest.levelUncertainty() > LEVEL_UNKNOWN) {
            wide.add("its own level is not known well yet");
        }
        if (guest.erratic() > LIKELY) {
            wide.add("some of its stops took several times as long for no visible reason");
        }
        if (history.otherMemory()) {
            wide.add("its memory was changed since");
        }
        if (history.cut().length > 0) {
            wide.add(history.cut().length + (history.cut().length == 1 ? " stop" : " stops")
                    + " did not end while watched");
        }
        return new Explanation(basis, wide);
    }

    /** As a sentence, for an estimate of that law. */
    String sentence(StopLaw law) {
        double width = (double) law.quantile(0.95).toMillis()
                / Math.max(1, law.quantile(0.5).toMillis());
        return basis
                + String.format(Locale.ROOT, "; p95 is %.1f times p50", width)
                + (reasons.isEmpty() ? "" : " because " + String.join("; ", reasons));
    }
}

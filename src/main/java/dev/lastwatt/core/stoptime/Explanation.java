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
    private static final int ENOUGH_TO_SCATTER = 4;

    /** Copies the list. */
    Explanation {
        reasons = List.copyOf(reasons);
    }

    /**
     * Of a shutdown.
     *
     * @param updates probability that it installs updates
     * @param littleShown whether so few of the host's guests were measured that the bound was raised to the least
     */
    static Explanation of(Traits traits, History history, GuestPosterior guest, double updates, boolean littleShown) {
        int count = history.count();
        String basis = count == 0
                ? "never measured: judged by its memory, the guests that need it and the host's measured guests"
                : count + (count == 1 ? " stop" : " stops") + " measured, with what the host's other guests show";
        List<String> wide = new ArrayList<>();
        if (littleShown && count == 0) {
            wide.add("hardly any guest of this host was measured, so that at least 5 minutes are kept");
        }
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
            wide.add(count == 0 ? "guests like it differ much" : "its usual time is not known well yet");
        }
        if (count > 0 && count < ENOUGH_TO_SCATTER) {
            wide.add("so few stops do not show how much they scatter: it is taken from the host's other guests");
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
                + (reasons.isEmpty() ? ", as its stops scatter" : " because " + String.join("; ", reasons));
    }
}

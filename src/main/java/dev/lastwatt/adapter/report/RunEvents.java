package dev.lastwatt.adapter.report;

import dev.lastwatt.core.journal.Fact;
import java.time.Duration;
import java.time.Instant;

/** A fact in a sentence. */
final class RunEvents {

    private final Instant failedAt;
    private final GuestNames names;

    RunEvents(Instant failedAt, GuestNames names) {
        this.failedAt = failedAt;
        this.names = names;
    }

    String words(Fact fact) {
        if (fact instanceof Fact.RunBegan f) {
            return "the run begins: " + Legible.sentence(f.cause());
        } else if (fact instanceof Fact.PhaseEntered f) {
            return f.phase().word() + ": " + Legible.sentence(f.why());
        } else if (fact instanceof Fact.StopRequested f) {
            return names.of(f.guest()) + ": asked to stop by " + f.method().word() + ", should be down by "
                    + clock(f.expectedEnd()) + ", at worst " + clock(f.worstEnd()) + " (" + Legible.sentence(f.why())
                    + ")";
        } else if (fact instanceof Fact.StopAnswered f) {
            return names.of(f.guest()) + ": " + f.method().word() + " " + answer(f.answer(), f.detail());
        } else if (fact instanceof Fact.GuestDown f) {
            Duration took = f.took();
            return names.of(f.guest()) + ": down (" + BudgetLines.word(f.state()) + ")"
                    + (took == null
                            ? ", not by a request of this run"
                            : ", " + Spans.words(took) + " after the request");
        } else if (fact instanceof Fact.SaveWhileStopping f) {
            return names.of(f.guest()) + ": this host "
                    + (f.saved()
                            ? "saves a guest that is shutting down"
                            : "does not save a guest that is shutting down");
        } else if (fact instanceof Fact.GuestGivenUp f) {
            return names.of(f.guest()) + ": given up, " + Legible.sentence(f.why());
        } else if (fact instanceof Fact.StartRequested f) {
            return names.of(f.guest()) + ": asked to start";
        } else if (fact instanceof Fact.StartAnswered f) {
            return names.of(f.guest()) + ": start " + answer(f.answer(), f.detail());
        } else if (fact instanceof Fact.GuestUp f) {
            return names.of(f.guest()) + ": runs again, " + Spans.words(f.took()) + " after the request";
        }
        return ofTheHost(fact);
    }

    private static String ofTheHost(Fact fact) {
        if (fact instanceof Fact.CleanStopStated f) {
            return "stated: " + Legible.sentence(f.reasons());
        }
        if (fact instanceof Fact.HostShutdownAsked f) {
            return "the host is asked to shut down, no way back: " + Legible.sentence(f.why());
        } else if (fact instanceof Fact.HostShutdownAnswered f) {
            return "the host " + (f.accepted() ? "accepts" : "REFUSES") + detail(f.detail());
        } else if (fact instanceof Fact.RunEnded f) {
            return "the run is over, " + f.outcome().word() + ": " + Legible.sentence(f.summary());
        } else if (fact instanceof Fact.BroughtBack f) {
            return "the guests are back: " + Legible.sentence(f.summary());
        } else if (fact instanceof Fact.PowerChanged f) {
            return "power: " + Legible.of(f.state());
        } else if (fact instanceof Fact.ArmingChanged f) {
            return (f.armed() ? "armed" : "disarmed") + " by " + Legible.of(f.by()) + detail(f.reason());
        } else if (fact instanceof Fact.HoldChanged f) {
            return (f.until() == null ? "held no longer" : "held until " + f.until()) + " by " + Legible.of(f.by())
                    + detail(f.reason());
        } else if (fact instanceof Fact.Noted f) {
            return "note: " + Legible.sentence(f.text());
        }
        if (fact instanceof Fact.RunIsDrill f) {
            return "this run is a full drill" + (f.through() ? ", until the host is off" : "");
        } else if (fact instanceof Fact.BatteryNoted f) {
            Double charge = f.chargePercent();
            return "battery: " + (charge == null ? "charge not told" : Math.round(charge) + " %") + ", runtime "
                    + Spans.words(f.runtime()) + " at least; " + Legible.of(f.moment());
        }
        return Legible.of(fact.toString());
    }

    private static String answer(String answer, String detail) {
        return Legible.of(answer) + detail(detail);
    }

    private static String detail(String detail) {
        return detail.isBlank() ? "" : " (" + Legible.sentence(detail) + ")";
    }

    private String clock(Instant time) {
        return Spans.clock(Spans.floor(Duration.between(failedAt, time)));
    }
}

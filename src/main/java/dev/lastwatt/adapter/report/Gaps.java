package dev.lastwatt.adapter.report;

import dev.lastwatt.app.BudgetInquiry;
import dev.lastwatt.app.Doubts;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is not known, and what would help. */
final class Gaps {

    private static final int NAMED = 6;

    private final BudgetInquiry inquiry;
    private final Snapshot snapshot;
    private final GuestNames names;

    Gaps(BudgetInquiry inquiry, GuestNames names) {
        this.inquiry = inquiry;
        this.snapshot = inquiry.snapshot();
        this.names = names;
    }

    List<String> unknowns() {
        List<String> out = new ArrayList<>();
        ofTheUps(out);
        inquiry.upsWasWrong().forEach(w -> out.add("whether its runtime can be believed: " + Legible.sentence(w)));
        ofTheGuests(out);
        if (inquiry.aged() != null) {
            out.add("how the battery ages; " + inquiry.aged().remaining().because());
        }
        return out;
    }

    private void ofTheUps(List<String> out) {
        Reading reading = snapshot.reading();
        if (snapshot.answer() instanceof SourceAnswer.Missing missing) {
            out.add("the UPS does not answer: " + Legible.sentence(missing.detail()));
        }
        if (reading == null) {
            return;
        }
        long age = ReadingLine.age(snapshot, reading);
        if (age >= Doubts.STALE.toSeconds()) {
            out.add("the latest reading of the UPS is " + Spans.words(age) + " old");
        }
        if (reading.runtime() == null) {
            out.add("the UPS gives no runtime");
        }
        if (reading.chargePercent() == null) {
            out.add("the UPS gives no charge");
        }
    }

    private void ofTheGuests(List<String> out) {
        Inventory inventory = snapshot.inventory();
        if (inventory == null) {
            out.add("which guests there are");
            return;
        }
        Plan plan = snapshot.plan();
        if (plan != null) {
            for (StopMethod method : List.of(StopMethod.SHUTDOWN, StopMethod.SAVE)) {
                add(
                        out,
                        "never measured by " + method.word() + ", so that a cautious time is assumed",
                        plan.stops().stream()
                                .filter(Doubts::unmeasured)
                                .filter(s -> s.method() == method)
                                .map(s -> names.of(s.guest()))
                                .toList());
            }
        }
        add(
                out,
                "cannot be asked to shut down, the integration service inside does not answer",
                guests(inventory, g -> g.state().isUp() && !g.shutdownService().obeys()));
        add(out, "in a state that is not known here", guests(inventory, g -> g.state() == GuestState.UNKNOWN));
        Set<String> savedTo = savedTo(inventory, plan);
        inventory.volumes().stream()
                .filter(v -> v.freeBytes() < 0 && savedTo.contains(v.name()))
                .forEach(v -> out.add("whether " + Legible.of(v.name()) + " has room for the saved states"));
    }

    private static Set<String> savedTo(Inventory inventory, @Nullable Plan plan) {
        Set<String> volumes = new HashSet<>();
        if (plan != null) {
            plan.stops().stream()
                    .filter(s -> s.method() == StopMethod.SAVE)
                    .forEach(s -> inventory.guest(s.guest()).ifPresent(g -> volumes.add(g.volume())));
        }
        return volumes;
    }

    private List<String> guests(Inventory inventory, Predicate<Guest> which) {
        return inventory.guests().stream()
                .filter(which)
                .map(g -> names.of(g.id()))
                .toList();
    }

    private static void add(List<String> out, String what, List<String> guests) {
        if (!guests.isEmpty()) {
            String more = guests.size() > NAMED ? " and " + (guests.size() - NAMED) + " more" : "";
            out.add(what + ": " + guests.stream().limit(NAMED).collect(Collectors.joining(", ")) + more);
        }
    }

    List<String> helps() {
        Plan plan = snapshot.plan();
        if (plan == null) {
            return List.of();
        }
        List<String> out = new ArrayList<>();
        add(
                out,
                "a drill replaces the assumption by a measurement: 'lastwatt drill --all --within PT4H', or one guest by"
                        + " 'drill --guest NAME --within PT1H', each by the method of the plan; the longest assumptions first",
                plan.stops().stream()
                        .filter(Doubts::unmeasured)
                        .sorted((a, b) -> b.time().upper().compareTo(a.time().upper()))
                        .map(s -> names.of(s.guest()))
                        .toList());
        return out;
    }
}

package dev.lastwatt.adapter.report;

import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.outage.Attempt;
import dev.lastwatt.core.outage.GuestRun;
import dev.lastwatt.core.outage.Run;
import dev.lastwatt.core.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is new in a snapshot, a sentence each. */
final class LiveChanges {

    private @Nullable Snapshot before;
    private final Set<String> alarmsTold = new HashSet<>();
    private final Set<GuestId> stoppingTold = new HashSet<>();

    List<String> since(Snapshot now) {
        List<String> out = new ArrayList<>();
        power(now, out);
        guests(now, out);
        phase(now, out);
        budget(now, out);
        for (String alarm : now.alarms()) {
            if (alarmsTold.add(alarm)) {
                out.add("alarm: " + Legible.sentence(alarm));
            }
        }
        alarmsTold.retainAll(now.alarms());
        before = now;
        return out;
    }

    private void power(Snapshot now, List<String> out) {
        Snapshot last = before;
        if (last == null || !last.power().word().equals(now.power().word())) {
            boolean back = last != null
                    && last.power().onBatterySince().isPresent()
                    && now.power().isOnLine();
            out.add("power: " + now.power().word() + (back ? ", the mains are back" : ""));
        }
        if (last == null || !last.arming().word().equals(now.arming().word())) {
            out.add("service: " + now.arming().word());
        }
    }

    private void phase(Snapshot now, List<String> out) {
        Phase phase = now.state().phase();
        Snapshot last = before;
        if (last != null && last.state().phase() == phase) {
            return;
        }
        Plan plan = now.plan();
        String more = "";
        if (phase == Phase.COMMITTED) {
            more = ", no way back: the host is asked to shut down";
        } else if (phase == Phase.OFF) {
            more = ", the host has accepted to go down";
        } else if (phase == Phase.HOLDING && plan != null) {
            Marks marks = Marks.of(plan);
            more = ", the first stop begins by " + Spans.clock(marks.firstStart()) + ", the host goes down by "
                    + Spans.clock(marks.commit());
        } else if (phase == Phase.RIDING_THROUGH) {
            more = ", nothing is stopped yet";
        }
        out.add("phase: " + phase.word() + more);
    }

    private void budget(Snapshot now, List<String> out) {
        Plan plan = now.plan();
        // Once guests stop, each at its latest start, the margin stays around nothing by design.
        boolean stopping = now.state().running().isPresent();
        if (plan == null || stopping || (plan.stops().isEmpty() && before != null)) {
            return;
        }
        Plan last = before == null ? null : before.plan();
        if (last == null || last.budget().fits() != plan.budget().fits()) {
            out.add("budget: " + Verdict.byTheFigures(plan));
        }
    }

    private void guests(Snapshot now, List<String> out) {
        Map<GuestId, GuestRun> old = runs(before);
        for (GuestRun guest : runs(now).values()) {
            GuestRun was = old.getOrDefault(guest.guest(), GuestRun.untouched(guest.guest(), guest.name()));
            guest(guest, was, now, out);
        }
        stoppingTold.retainAll(runs(now).keySet());
    }

    private static Map<GuestId, GuestRun> runs(@Nullable Snapshot snapshot) {
        return snapshot == null
                ? Map.of()
                : snapshot.state().running().map(Run::guests).orElse(Map.of());
    }

    private void guest(GuestRun is, GuestRun was, Snapshot now, List<String> out) {
        String name = "  " + Legible.cut(Legible.of(is.name()), 40) + ": ";
        int toldBefore = is.attempts().size() < was.attempts().size()
                ? 0
                : was.attempts().size();
        for (Attempt attempt : is.attempts().subList(toldBefore, is.attempts().size())) {
            stoppingTold.remove(is.guest());
            out.add(name + "asked to stop by " + attempt.method().word() + ", at worst it takes "
                    + Spans.words(Duration.between(attempt.at(), attempt.worstEnd())));
        }
        if (is.downAt() == null && goesDown(is.guest(), now) && stoppingTold.add(is.guest())) {
            out.add(name + "is stopping");
        }
        if (is.downAt() != null && was.downAt() == null) {
            out.add(name + "down" + took(is));
        }
        if (is.givenUp() != null && was.givenUp() == null) {
            out.add(name + "given up, " + Legible.sentence(is.givenUp()));
        }
        if (is.startAt() != null && !Objects.equals(is.startAt(), was.startAt())) {
            out.add(name + "asked to start");
        }
        if (is.upAt() != null && was.upAt() == null) {
            out.add(name + "runs again");
        }
        if (is.startGivenUp() != null && was.startGivenUp() == null) {
            out.add(name + "stays down, " + Legible.sentence(is.startGivenUp()));
        }
    }

    static String took(GuestRun guest) {
        GuestState state = guest.downState();
        String how = state == null ? "" : " (" + BudgetLines.word(state) + ")";
        return guest.downAt() == null || guest.attempts().isEmpty()
                ? how
                : how + " after "
                        + Spans.words(Duration.between(guest.attempts().get(0).at(), guest.downAt()));
    }

    private static boolean goesDown(GuestId id, Snapshot now) {
        Inventory inventory = now.inventory();
        return inventory != null
                && inventory.guest(id).map(g -> g.state().isGoingDown()).orElse(false);
    }
}

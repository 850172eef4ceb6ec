package dev.lastwatt.adapter.scenario.play;

import dev.lastwatt.adapter.scenario.Known;
import dev.lastwatt.adapter.scenario.Truth;
import dev.lastwatt.adapter.scenario.policy.Played;
import dev.lastwatt.adapter.scenario.product.JournalNotes.Note;
import dev.lastwatt.adapter.scenario.world.Decision;
import dev.lastwatt.adapter.scenario.world.GaugeReading;
import dev.lastwatt.adapter.scenario.world.PlayedOutage;
import dev.lastwatt.adapter.scenario.world.PlayedOutcome;
import dev.lastwatt.adapter.scenario.world.PlayedState;
import dev.lastwatt.adapter.scenario.world.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Tells one outage under one policy: what happened when, what the gauge said and what was true, and why a guest was lost. */
public final class Story {

    private record Event(double at, String text) {}

    private final Site site;
    private final Played played;
    private final List<Event> events = new ArrayList<>();
    private final PlayedOutage outage;
    private final PlayedState[] seen;

    private Story(Site site, Played played, List<Note> notes) {
        this.site = site;
        this.played = played;
        this.outage = new PlayedOutage(site);
        this.seen = new PlayedState[site.size()];
        Arrays.fill(seen, PlayedState.RUNNING);
        notes.forEach(n -> events.add(new Event(n.at(), n.text())));
    }

    /** The lines. The notes are the policy's own reasons, if it gives any. */
    public static List<String> of(Site site, Played played, List<Note> notes) {
        Story story = new Story(site, played, notes);
        story.replay();
        List<String> lines = new ArrayList<>(story.opening());
        story.events.stream()
                .sorted(Comparator.comparingDouble(Event::at))
                .forEach(e -> lines.add(String.format(Locale.ROOT, "%9s  %s", clock(e.at()), e.text())));
        lines.add("");
        lines.addAll(new Timeline(site, story.outage).lines());
        lines.add("");
        lines.addAll(story.ending());
        return lines;
    }

    private List<String> opening() {
        Known known = site.scenario().known();
        Truth truth = site.scenario().truth();
        long hangs = truth.guests().values().stream()
                .filter(g -> g.shutdownSeconds() == null)
                .count();
        return List.of(
                "",
                played.policy() + ", outage " + played.scenario(),
                known.guests().size() + " guests, " + Math.round(site.scenario().wattsAtFailure())
                        + " W. The mains are away for " + words(truth.outageSeconds()) + "; with everything running the"
                        + " battery lasts " + words(truth.battery().seconds()) + ".",
                "In truth the host takes " + words(truth.hostShutdownSeconds()) + " to go down, and " + hangs
                        + (hangs == 1 ? " guest hangs" : " guests hang") + " when asked to. The gauge is of the kind "
                        + word(truth.gauge().kind()) + ".",
                "");
    }

    private void replay() {
        double period = site.scenario().known().readingSeconds();
        gauge(0);
        double told = 0;
        for (Decision decision : played.decisions()) {
            runTo(decision.at());
            if (outage.over()) {
                break;
            }
            if (decision.at() - told >= 30 || told == 0 && decision.at() > 0) {
                gauge((int) Math.floor(decision.at() / period));
                told = decision.at();
            }
            int guest = guest(decision);
            boolean refused = guest >= 0 && outage.state(guest) == PlayedState.OFF;
            outage.decide(decision.action(), guest);
            String name = guest < 0 ? "the host" : site.name(guest);
            events.add(new Event(
                    decision.at(),
                    switch (decision.action()) {
                                case SHUTDOWN -> name + " is asked to shut down";
                                case SAVE -> name + " is to be saved";
                                case TURN_OFF -> name + " is cut off";
                                case HOST_OFF -> name + " is to go down as soon as every guest is off";
                            }
                            + (refused ? ", which is off already" : "")));
            look();
        }
        runTo(Double.MAX_VALUE);
    }

    private int guest(Decision decision) {
        String name = decision.guest();
        if (name != null) {
            for (int i = 0; i < site.size(); i++) {
                if (site.name(i).equals(name)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private void runTo(double until) {
        while (!outage.over() && outage.now() < until - 1e-9) {
            outage.advance(Math.min(until, outage.now() + 86_400));
            look();
        }
    }

    /** Notes who went off since. */
    private void look() {
        for (int i = 0; i < seen.length; i++) {
            PlayedState state = outage.state(i);
            if (state == PlayedState.OFF && seen[i] != PlayedState.OFF && outage.unclean(i) == null) {
                events.add(new Event(
                        outage.now(),
                        site.name(i) + " is " + (seen[i] == PlayedState.SAVING ? "saved" : "off") + " after "
                                + words(outage.offAt(i) - outage.askedAt(i))));
            }
            seen[i] = state;
        }
    }

    private void gauge(int number) {
        GaugeReading reading = outage.reading(number);
        String truth = "in truth there are " + words(outage.energy()) + " at the load of the failure";
        String said;
        if (reading == null) {
            said = "the UPS is silent";
        } else {
            Double runtime = reading.runtimeSeconds();
            said = "the UPS says " + (runtime == null ? "no runtime" : words(runtime)) + ", "
                    + Math.round(reading.chargePercent()) + " %" + (reading.lowBattery() ? ", battery low" : "");
        }
        events.add(new Event(outage.now(), said + "; " + truth));
    }

    private List<String> ending() {
        List<String> lines = new ArrayList<>();
        PlayedOutcome outcome = played.outcome();
        Double left = outcome.leftSeconds();
        if (outcome.hostUnclean()) {
            lines.add("The battery ended at " + clock(outage.now()) + " with the host still up.");
        } else if (left != null) {
            lines.add("The host was off at " + clock(outage.hostOffAt()) + ", with " + words(left)
                    + " left in the battery.");
        } else {
            lines.add("The mains returned before the host had to go down.");
        }
        for (int i = 0; i < site.size(); i++) {
            if (outage.unclean(i) != null) {
                lines.add("Lost: " + site.name(i) + ". " + why(i));
            }
        }
        if (outcome.unclean().isEmpty()) {
            lines.add("No guest was lost.");
        }
        if (outcome.orderViolations() > 0) {
            lines.add(outcome.orderViolations() + " times a guest went off before one that depends on it.");
        }
        lines.add("Each guest ran for " + words(outcome.serviceSeconds()) + " on the average; " + outcome.stopped()
                + " were stopped" + (outcome.needless() > 0 ? ", none of which the battery demanded" : "") + ".");
        return lines;
    }

    private String why(int guest) {
        double asked = outage.askedAt(guest);
        boolean hangs = Double.isInfinite(site.shutdownSeconds(guest));
        String needs = hangs
                ? "its shutdown hangs; saving it would take " + words(site.saveSeconds(guest)) + " alone on its volume"
                : "its shutdown takes " + words(site.shutdownSeconds(guest)) + ", a save "
                        + words(site.saveSeconds(guest)) + " alone on its volume";
        return switch (Objects.requireNonNull(outage.unclean(guest))) {
            case BATTERY_ENDED ->
                Double.isNaN(asked)
                        ? "It was never asked to stop before the battery ended; " + needs + "."
                        : "It was asked at " + clock(asked) + ", " + words(outage.now() - asked)
                                + " before the battery ended; " + needs + ".";
            case TURNED_OFF -> "It was cut off at " + clock(outage.offAt(guest)) + "; " + needs + ".";
            case DISK_WENT_FIRST -> "The guest that its disk lives on went off before it; " + needs + ".";
            case WAITED_IN_VAIN -> "The host waited for it for ten minutes on mains; " + needs + ".";
        };
    }

    private static String word(Truth.GaugeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String words(double seconds) {
        long s = Math.round(seconds);
        return s < 120 ? s + " s" : s / 60 + " min" + (s % 60 == 0 ? "" : " " + s % 60 + " s");
    }

    private static String clock(double seconds) {
        long s = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60);
    }
}

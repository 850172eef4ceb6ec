package dev.lastwatt.app;

import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Why it cannot be known whether the battery suffices. */
public final class Doubts {

    /** Sources are read every few seconds; a reading of this age says that something is wrong. */
    public static final Duration STALE = Duration.ofSeconds(30);

    private Doubts() {}

    /** The reasons, in words that follow "cannot know:"; empty if the figures may be believed. */
    public static List<String> of(Snapshot snapshot) {
        List<String> doubts = new ArrayList<>();
        ofTheUps(snapshot, doubts);
        if (snapshot.inventory() == null) {
            doubts.add("the guests have not been read yet");
        } else if (snapshot.hypervisorLostSince() != null) {
            doubts.add("the hypervisor does not answer");
        }
        Plan plan = snapshot.plan();
        if (plan != null) {
            long guessed = plan.stops().stream().filter(Doubts::unmeasured).count();
            if (guessed * 2 > plan.stops().size()) {
                doubts.add("most stop times were never measured (" + guessed + " of "
                        + plan.stops().size() + "); 'lastwatt drill --all' times them, each as the plan would stop it");
            }
        } else if (doubts.isEmpty()) {
            doubts.add("there is no plan yet");
        }
        return doubts;
    }

    private static void ofTheUps(Snapshot snapshot, List<String> doubts) {
        Reading reading = snapshot.reading();
        if (reading == null) {
            doubts.add("the UPS has not answered yet");
        } else if (snapshot.power() instanceof PowerState.Unknown) {
            doubts.add("there is no contact with the UPS");
        } else if (snapshot.remaining().reported() == null) {
            doubts.add("the UPS does not say how long its battery lasts");
        } else if (Duration.between(reading.takenAt(), snapshot.at()).compareTo(STALE) >= 0) {
            doubts.add("the latest reading of the UPS is too old");
        }
    }

    /** Its stop time is an assumption. */
    public static boolean unmeasured(PlannedStop stop) {
        return stop.time().samples() == 0 && stop.method() != StopMethod.TURN_OFF;
    }
}

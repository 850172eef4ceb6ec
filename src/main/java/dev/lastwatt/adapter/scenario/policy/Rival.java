package dev.lastwatt.adapter.scenario.policy;

import dev.lastwatt.adapter.scenario.Known;
import dev.lastwatt.adapter.scenario.world.Action;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of tools in use, at the settings that their manuals show or their users choose. They decide when they poll, at the
 * times of the readings.
 *
 * <p>Sources: for apcupsd its user manual, directives {@code TIMEOUT}, {@code MINUTES}, {@code BATTERYLEVEL}: the first that is
 * reached starts the shutdown, and a low battery does whatever they say. For NUT {@code upsmon.conf(5)}: on battery and low is
 * critical, so is a UPS last seen on battery that has not answered for {@code DEADTIME} (15 s), and {@code FINALDELAY} is 5 s. For
 * PowerChute Network Shutdown its user guides for virtualization: groups of guests one after another, each group's duration waited
 * in full even where its guests are down earlier, and 70 s for the host's own sequence. A host that shuts down waits for its guests
 * and ends those that are not off after five minutes.
 */
public enum Rival {
    /** apcupsd with {@code TIMEOUT 120}: two minutes on battery, then everything at once. */
    APCUPSD_TIMEOUT_120("apcupsd-timeout-120", Triggers.lowOr(Triggers.after(120)), Action.SHUTDOWN),
    /** The same where the guests' automatic stop action is to save, Hyper-V's default. */
    APCUPSD_TIMEOUT_120_SAVE("apcupsd-timeout-120-save", Triggers.lowOr(Triggers.after(120)), Action.SAVE),
    /** apcupsd as installed: {@code MINUTES 3}, {@code BATTERYLEVEL 5}. */
    APCUPSD_MINUTES_3("apcupsd-minutes-3", Triggers.lowOr(Triggers.below(180, 5)), Action.SHUTDOWN),
    /** apcupsd set more cautiously: {@code MINUTES 10}, {@code BATTERYLEVEL 20}. */
    APCUPSD_MINUTES_10("apcupsd-minutes-10", Triggers.lowOr(Triggers.below(600, 20)), Action.SHUTDOWN),
    /** upsmon as installed. */
    NUT_LB("nut-lb", Triggers.upsmon(), Action.SHUTDOWN),
    /** PowerChute after two minutes on battery, three groups of two minutes each. */
    POWERCHUTE_3X120("powerchute-3x120", Triggers.lowOr(Triggers.after(120)), null),
    /** PowerChute when the runtime falls below what the same three groups need. */
    POWERCHUTE_RUNTIME_550("powerchute-runtime-550", Triggers.lowOr(Triggers.below(550, -1)), null),
    /** Does nothing: what a battery alone is worth. */
    NEVER("never", () -> sight -> false, null);

    private final String word;
    private final Triggers trigger;
    private final @Nullable Action method;

    Rival(String word, Triggers trigger, @Nullable Action method) {
        this.word = word;
        this.trigger = trigger;
        this.method = method;
    }

    /** Its name in result files. */
    public String word() {
        return word;
    }

    /** The rival of that name. */
    public static Optional<Rival> named(String word) {
        return Arrays.stream(values()).filter(r -> r.word.equals(word)).findFirst();
    }

    /** Plays one outage. */
    public ScenarioPolicy policy(Known known) {
        return new Rule(trigger.begin(), stops(known));
    }

    private Stops stops(Known known) {
        if (method == null) {
            return new GroupByGroup(known, 120);
        }
        return new AllAtOnce(known.guests().size(), method, this == NUT_LB ? 5 : 0);
    }
}

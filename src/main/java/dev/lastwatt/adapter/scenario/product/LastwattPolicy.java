package dev.lastwatt.adapter.scenario.product;

import dev.lastwatt.adapter.scenario.Known;
import dev.lastwatt.adapter.scenario.policy.Orders;
import dev.lastwatt.adapter.scenario.policy.ScenarioPolicy;
import dev.lastwatt.adapter.scenario.policy.Sight;
import dev.lastwatt.adapter.scenario.world.Action;
import dev.lastwatt.adapter.scenario.world.GaugeReading;
import dev.lastwatt.adapter.scenario.world.PlayedState;
import dev.lastwatt.app.Effects;
import dev.lastwatt.app.Engine;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.GuestStatus;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.HostPower;
import dev.lastwatt.port.SampleStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The product plays: the very engine that the service runs, asked at each decision time. Everything is decided there; this class
 * translates.
 */
public final class LastwattPolicy implements ScenarioPolicy {

    private static final Duration BEFORE = Duration.ofSeconds(5);

    /** Nobody looks at the plans in between: they are made when a decision can depend on them. */
    private static final Duration UNSEEN = Duration.ofSeconds(60);

    private final Engine engine;
    private final KeptJournal journal = new KeptJournal();
    private final PlayedState[] seen;
    private final List<Asked> asked = new ArrayList<>();
    private final boolean[] saves;
    private final LeftToWindows windows;
    private Instant now = KnownHostSite.FAILURE.minus(BEFORE);
    private boolean hostAsked;

    private record Asked(GuestId guest, StopMethod method) {}

    /** Armed, on the mains, with the guests' inventory read. */
    public LastwattPolicy(Known known) {
        KnownHostSite site = new KnownHostSite(known);
        seen = new PlayedState[known.guests().size()];
        saves = new boolean[seen.length];
        windows = new LeftToWindows(known);
        Arrays.fill(seen, PlayedState.RUNNING);
        List<StopSample> samples = site.samples();
        engine = new Engine(
                () -> now,
                journal,
                keeping(samples),
                new Translated(),
                "simulated",
                KnownPolicy.of(known),
                KnownBattery.of(known.ups(), KnownHostSite.FAILURE),
                UNSEEN);
        engine.arm("simulate", "an outage is played");
        engine.inventoryRead(site.inventory(now), now);
        engine.sourceAnswered(new SourceAnswer.Answered(Reading.of(now, StatusFlag.OL)));
        engine.tick();
    }

    private static SampleStore keeping(List<StopSample> samples) {
        return new SampleStore() {
            @Override
            public void add(StopSample sample) {
                samples.add(sample);
            }

            @Override
            public List<StopSample> all() {
                return samples;
            }
        };
    }

    /** What the engine wrote into its journal, oldest first. */
    public List<Fact> facts() {
        return journal.facts();
    }

    @Override
    public @Nullable Double statedProbability() {
        return journal.facts().stream()
                .filter(Fact.CleanStopStated.class::isInstance)
                .map(f -> ((Fact.CleanStopStated) f).probability())
                .findFirst()
                .orElse(null);
    }

    @Override
    public void decide(Sight sight, Orders orders) {
        if (hostAsked) {
            return;
        }
        now = KnownHostSite.FAILURE.plusNanos(Math.round(sight.now() * 1e9));
        if (sight.isReadingTime()) {
            engine.sourceAnswered(answer(sight.reading()));
        }
        readStates(sight);
        engine.tick();
        carryOut(sight, orders);
    }

    private SourceAnswer answer(@Nullable GaugeReading reading) {
        if (reading == null) {
            return new SourceAnswer.Missing(now, ContactLoss.SILENT, "the gauge is silent");
        }
        Set<StatusFlag> flags = reading.lowBattery() ? Set.of(StatusFlag.OB, StatusFlag.LB) : Set.of(StatusFlag.OB);
        Double runtime = reading.runtimeSeconds();
        return new SourceAnswer.Answered(new Reading(
                now,
                flags,
                reading.chargePercent(),
                runtime == null ? null : Duration.ofSeconds(Math.round(runtime)),
                null,
                reading.loadWatts(),
                null,
                null));
    }

    private void readStates(Sight sight) {
        List<GuestStatus> changed = new ArrayList<>();
        Set<GuestId> ids = new HashSet<>();
        for (int i = 0; i < seen.length; i++) {
            PlayedState state = sight.state(i);
            if (state != seen[i]) {
                saves[i] |= state == PlayedState.SAVING;
                seen[i] = state;
                GuestId id = KnownHostSite.id(i);
                ids.add(id);
                changed.add(new GuestStatus(id, state(i, state), Heartbeat.OK));
            }
        }
        if (!changed.isEmpty()) {
            engine.statesRead(changed, ids, now);
        }
    }

    private GuestState state(int guest, PlayedState state) {
        return switch (state) {
            case RUNNING -> GuestState.RUNNING;
            case STOPPING -> GuestState.STOPPING;
            case SAVING -> GuestState.SAVING;
            case OFF -> saves[guest] ? GuestState.SAVED : GuestState.OFF;
        };
    }

    private void carryOut(Sight sight, Orders orders) {
        for (Asked ask : asked) {
            orders.guest(action(ask.method()), KnownHostSite.number(ask.guest()));
            engine.stopAnswered(ask.guest(), ask.method(), new ActionAnswer.Accepted());
        }
        asked.clear();
        readStates(sight);
        if (hostAsked) {
            windows.goDown(seen, orders);
            engine.hostAnswered(new HostPower.Answer.Accepted("simulated"));
        }
    }

    private static Action action(StopMethod method) {
        return switch (method) {
            case SHUTDOWN -> Action.SHUTDOWN;
            case SAVE -> Action.SAVE;
            case TURN_OFF -> Action.TURN_OFF;
        };
    }

    /** What the engine wants done, kept until its round is over. */
    private final class Translated implements Effects {

        @Override
        public void stop(GuestId guest, StopMethod method, String reason) {
            asked.add(new Asked(guest, method));
        }

        @Override
        public void start(GuestId guest) {
            // An outage of a scenario is over when the mains return: nothing is started in it.
        }

        @Override
        public void shutDownHost(String reason) {
            hostAsked = true;
        }

        @Override
        public void refresh() {
            // The inventory cannot have changed: it is of this moment.
        }
    }
}

package dev.lastwatt.adapter.scenario.policy;

import dev.lastwatt.adapter.scenario.world.Action;
import dev.lastwatt.adapter.scenario.world.Decision;
import dev.lastwatt.adapter.scenario.world.GaugeReading;
import dev.lastwatt.adapter.scenario.world.PlayedOutage;
import dev.lastwatt.adapter.scenario.world.PlayedState;
import dev.lastwatt.adapter.scenario.world.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One policy plays one outage. */
public final class Game implements Sight, Orders {

    private final Site site;
    private final PlayedOutage outage;
    private final List<Decision> decisions = new ArrayList<>();
    private @Nullable GaugeReading reading;
    private boolean readingTime;

    private Game(Site site) {
        this.site = site;
        this.outage = new PlayedOutage(site);
    }

    /** Plays to the end. */
    public static Played play(Site site, String name, ScenarioPolicy policy) {
        Game game = new Game(site);
        game.play(policy);
        return new Played(
                site.scenario().id(), name, game.decisions, policy.statedProbability(), game.outage.outcome());
    }

    private void play(ScenarioPolicy policy) {
        double period = site.scenario().known().readingSeconds();
        for (int number = 0; !outage.over(); number++) {
            reading = outage.reading(number);
            readingTime = true;
            policy.decide(this, this);
            reading = null;
            readingTime = false;
            while (!outage.over() && !outage.advance((number + 1) * period)) {
                if (!outage.over() && !policy.onlyAtReadings()) {
                    policy.decide(this, this);
                }
            }
        }
    }

    @Override
    public double now() {
        return outage.now();
    }

    @Override
    public boolean isReadingTime() {
        return readingTime;
    }

    @Override
    public @Nullable GaugeReading reading() {
        return reading;
    }

    @Override
    public PlayedState state(int guest) {
        return outage.state(guest);
    }

    @Override
    public void guest(Action action, int guest) {
        decisions.add(new Decision(outage.now(), action, site.name(guest)));
        outage.decide(action, guest);
    }

    @Override
    public void hostOff() {
        if (!outage.hostOrdered()) {
            decisions.add(new Decision(outage.now(), Action.HOST_OFF, null));
            outage.decide(Action.HOST_OFF, -1);
        }
    }
}

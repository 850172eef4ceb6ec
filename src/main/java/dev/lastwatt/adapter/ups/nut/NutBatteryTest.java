package dev.lastwatt.adapter.ups.nut;

import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.Deadline;
import dev.lastwatt.adapter.ups.wire.NameLookup;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.BatteryTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The instant commands by which a UPS behind a NUT server runs on its battery and stops that. Each order has a connection of its own,
 * which is not counted among the server's clients; the login needs {@code instcmds} in the server's {@code upsd.users}.
 */
final class NutBatteryTest implements BatteryTest {

    /** Commands in the order of preference, each with the one that ends it. The last is short with most devices. */
    private static final List<Pair> KNOWN = List.of(
            new Pair("calibrate.start", "calibrate.stop"),
            new Pair("test.battery.start.deep", "test.battery.stop"),
            new Pair("test.battery.start", "test.battery.stop"));

    private record Pair(String start, String stop) {}

    private final NutSettings settings;
    private final NameLookup lookup;
    private final Pair commands;

    private NutBatteryTest(NutSettings settings, NameLookup lookup, Pair commands) {
        this.settings = settings;
        this.lookup = lookup;
        this.commands = commands;
    }

    /** That of the UPS; empty where it has none, nobody is logged in to order it, or the server cannot be asked. */
    static Optional<BatteryTest> of(NutSettings settings) {
        if (settings.login() == null) {
            return Optional.empty();
        }
        NameLookup lookup = new NameLookup(settings.address().host());
        Deadline by = Deadline.in(settings.readTimeout());
        try (NutSession session = NutSession.toCommand(settings, lookup, by)) {
            Set<String> known = session.commands(by);
            return KNOWN.stream()
                    .filter(pair -> known.contains(pair.start) && known.contains(pair.stop))
                    .findFirst()
                    .map(pair -> new NutBatteryTest(settings, lookup, pair));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return commands.start;
    }

    @Override
    public ActionAnswer start() {
        return order(commands.start);
    }

    @Override
    public ActionAnswer stop() {
        return order(commands.stop);
    }

    private ActionAnswer order(String command) {
        Deadline by = Deadline.in(settings.readTimeout());
        try (NutSession session = NutSession.toCommand(settings, lookup, by)) {
            session.command(command, by);
            return new ActionAnswer.Accepted();
        } catch (ContactLost e) {
            String detail = e.at(Instant.EPOCH).detail();
            return e.kind() == ContactLoss.DENIED
                    ? new ActionAnswer.Refused(ActionAnswer.Cause.DENIED, detail)
                    : new ActionAnswer.Unanswered(detail);
        } catch (RuntimeException e) {
            return new ActionAnswer.Unanswered("unexpected: " + e);
        }
    }
}

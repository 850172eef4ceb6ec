package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.journal.Fact;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which fields a fact has on the API. Written out by hand: what is not named here does not leave the service. */
final class FactFields {

    private final String type;
    private final @Nullable String run;
    private @Nullable String guest;
    private @Nullable String name;
    private @Nullable String text;
    private final Map<String, Object> details = new LinkedHashMap<>();

    private FactFields(Fact fact) {
        this.type = kebab(fact.getClass().getSimpleName());
        this.run = fact instanceof Fact.OfRun of ? of.run().value() : null;
    }

    private FactFields(String type, @Nullable String run) {
        this.type = type;
        this.run = run;
    }

    static FactFields of(Fact fact) {
        if (fact instanceof Fact.RunBegan f) {
            return new FactFields(f)
                    .text(f.cause())
                    .with("bootId", f.bootId())
                    .with("powerFailedAt", f.powerFailedAt());
        } else if (fact instanceof Fact.CleanStopStated f) {
            return new FactFields(f).text(f.reasons()).with("probability", f.probability());
        } else if (fact instanceof Fact.PhaseEntered f) {
            return new FactFields(f).text(f.why()).with("phase", f.phase().word());
        } else if (fact instanceof Fact.HostShutdownAsked f) {
            return new FactFields(f).text(f.why());
        } else if (fact instanceof Fact.HostShutdownAnswered f) {
            return new FactFields(f).text(f.detail()).with("accepted", f.accepted());
        } else if (fact instanceof Fact.RunEnded f) {
            return new FactFields(f)
                    .text(f.summary())
                    .with("outcome", f.outcome().word());
        } else if (fact instanceof Fact.BroughtBack f) {
            return new FactFields(f).text(f.summary());
        } else if (fact instanceof Fact.PowerChanged f) {
            return new FactFields(f)
                    .with("state", f.state())
                    .with("onBatterySince", f.onBatterySince())
                    .with("bootId", f.bootId());
        } else if (fact instanceof Fact.ArmingChanged f) {
            return new FactFields(f)
                    .text(f.reason())
                    .with("armed", f.armed())
                    .with("until", f.until())
                    .with("by", f.by());
        } else if (fact instanceof Fact.HoldChanged f) {
            return new FactFields("hold-changed", null)
                    .text(f.reason())
                    .with("until", f.until())
                    .with("by", f.by());
        } else if (fact instanceof Fact.BatteryReplaced f) {
            return new FactFields("battery-replaced", null)
                    .with("on", f.on())
                    .with("by", f.by())
                    .with("ups", f.ups());
        } else if (fact instanceof Fact.ShutdownOrdered f) {
            return new FactFields("shutdown-ordered", null)
                    .text(f.reason())
                    .with("by", f.by())
                    .with("bootId", f.bootId());
        } else if (fact instanceof Fact.ShutdownOrderEnded f) {
            return new FactFields("shutdown-order-ended", null).text(f.reason()).with("by", f.by());
        } else if (fact instanceof Fact.BatteryCalibrated f) {
            return new FactFields("battery-calibrated", null)
                    .with("health", f.health())
                    .with("spread", f.spread())
                    .with("used", f.used())
                    .with("ups", f.ups());
        } else if (fact instanceof Fact.Noted f) {
            return new FactFields("noted", f.run() == null ? null : f.run().value()).text(f.text());
        }
        return ofGuest(fact);
    }

    private static FactFields ofGuest(Fact fact) {
        if (fact instanceof Fact.StopRequested f) {
            return new FactFields(f)
                    .guest(f.guest(), f.name())
                    .text(f.why())
                    .with("method", f.method().word())
                    .with("expectedEnd", f.expectedEnd())
                    .with("worstEnd", f.worstEnd());
        } else if (fact instanceof Fact.StopAnswered f) {
            return new FactFields(f)
                    .guest(f.guest(), f.name())
                    .text(f.detail())
                    .with("method", f.method().word())
                    .with("answer", f.answer());
        } else if (fact instanceof Fact.GuestDown f) {
            return new FactFields(f)
                    .guest(f.guest(), f.name())
                    .with("state", Words.of(f.state()))
                    .with("took", f.took());
        } else if (fact instanceof Fact.SaveWhileStopping f) {
            return new FactFields(f).guest(f.guest(), f.name()).with("saved", f.saved());
        } else if (fact instanceof Fact.GuestGivenUp f) {
            return new FactFields(f).guest(f.guest(), f.name()).text(f.why());
        } else if (fact instanceof Fact.StartRequested f) {
            return new FactFields(f).guest(f.guest(), f.name());
        } else if (fact instanceof Fact.StartAnswered f) {
            return new FactFields(f).guest(f.guest(), f.name()).text(f.detail()).with("answer", f.answer());
        } else if (fact instanceof Fact.GuestUp f) {
            return new FactFields(f).guest(f.guest(), f.name()).with("took", f.took());
        } else if (fact instanceof Fact.SettingChanged f) {
            return new FactFields(f)
                    .guest(f.guest(), f.name())
                    .text(f.reason())
                    .with("setting", f.setting())
                    .with("before", f.before())
                    .with("after", f.after())
                    .with("by", f.by());
        } else if (fact instanceof Fact.SettingAnswered f) {
            return new FactFields(f)
                    .guest(f.guest(), f.name())
                    .text(f.detail())
                    .with("setting", f.setting())
                    .with("answer", f.answer());
        }
        return DrillFields.of(fact);
    }

    /** A kind of fact that is not known better. */
    static FactFields bare(Fact fact) {
        // A kind of fact that was added to the core and not here: its type and time are better than nothing.
        return new FactFields(fact);
    }

    String type() {
        return type;
    }

    @Nullable String run() {
        return run;
    }

    @Nullable String guest() {
        return guest;
    }

    @Nullable String name() {
        return name;
    }

    @Nullable String text() {
        return text;
    }

    Map<String, Object> details() {
        return details;
    }

    FactFields guest(GuestId id, String called) {
        guest = id.toString();
        name = called;
        return this;
    }

    FactFields text(String words) {
        text = words.isBlank() ? null : words;
        return this;
    }

    FactFields with(String key, @Nullable Object value) {
        if (value != null) {
            details.put(key, value);
        }
        return this;
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}

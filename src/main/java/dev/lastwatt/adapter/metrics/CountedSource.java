package dev.lastwatt.adapter.metrics;

import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.UpsDevice;
import dev.lastwatt.port.BatteryTest;
import dev.lastwatt.port.UpsSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A source whose answers are counted by what came of them. */
public final class CountedSource implements UpsSource {

    private final UpsSource source;
    private final Counter answered;
    private final Map<ContactLoss, Counter> missing = new EnumMap<>(ContactLoss.class);

    /** Counts that source's answers in that registry, every outcome from zero on. */
    public CountedSource(UpsSource source, MeterRegistry registry) {
        this.source = source;
        this.answered = counter(registry, "answered");
        for (ContactLoss cause : ContactLoss.values()) {
            missing.put(
                    cause,
                    counter(registry, cause.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("lastwatt.source.reads")
                .description("How often the UPS was asked, by what came of it")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public SourceAnswer read() {
        SourceAnswer answer = source.read();
        if (answer instanceof SourceAnswer.Missing m) {
            Objects.requireNonNull(missing.get(m.cause())).increment();
        } else {
            answered.increment();
        }
        return answer;
    }

    @Override
    public List<String> recentEvents() {
        return source.recentEvents();
    }

    @Override
    public Optional<BatteryTest> batteryTest() {
        return source.batteryTest();
    }

    @Override
    public Optional<UpsDevice> device() {
        return source.device();
    }

    @Override
    public void close() {
        source.close();
    }
}

package dev.lastwatt.adapter.metrics;

import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.port.ForwardingSource;
import dev.lastwatt.port.UpsSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A source whose answers are counted by what came of them. */
public final class CountedSource extends ForwardingSource {

    private final Counter answered;
    private final Map<ContactLoss, Counter> missing = new EnumMap<>(ContactLoss.class);

    /**
     * Counts that source's answers in that registry, every outcome from zero on.
     *
     * @param name of the source where there are several, empty where there is one
     */
    public CountedSource(UpsSource source, String name, MeterRegistry registry) {
        super(source);
        this.answered = counter(registry, name, "answered");
        for (ContactLoss cause : ContactLoss.values()) {
            missing.put(
                    cause,
                    counter(
                            registry,
                            name,
                            cause.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
    }

    private static Counter counter(MeterRegistry registry, String name, String outcome) {
        return Counter.builder("lastwatt.source.reads")
                .description("How often the UPS was asked, by what came of it")
                .tags(name.isEmpty() ? Tags.empty() : Tags.of("source", name))
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public SourceAnswer read() {
        SourceAnswer answer = super.read();
        if (answer instanceof SourceAnswer.Missing m) {
            Objects.requireNonNull(missing.get(m.cause())).increment();
        } else {
            answered.increment();
        }
        return answer;
    }
}

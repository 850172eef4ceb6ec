package dev.lastwatt.adapter.store;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.journal.DrillId;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.RunId;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts of every kind there is, with random contents from a seed. */
final class RandomFacts {

    private static final String[] WORDS = {
        "", "mains failed", "自動停止 ⚡", "line\nfeed\ttab \u0000", "quote \" and \\ slash", "𠮷野家", "x".repeat(5000)
    };

    private final Random random;

    RandomFacts(long seed) {
        this.random = new Random(seed);
    }

    /** Every record of the sealed hierarchy. */
    static List<Class<? extends Fact>> kinds() {
        List<Class<? extends Fact>> kinds = new ArrayList<>();
        collect(Fact.class, kinds);
        return kinds;
    }

    private static void collect(Class<?> type, List<Class<? extends Fact>> kinds) {
        if (type.isRecord()) {
            kinds.add(type.asSubclass(Fact.class));
        } else {
            Arrays.stream(type.getPermittedSubclasses()).forEach(permitted -> collect(permitted, kinds));
        }
    }

    <F extends Fact> F next(Class<F> kind) throws ReflectiveOperationException {
        RecordComponent[] members = kind.getRecordComponents();
        Class<?>[] types = Arrays.stream(members).map(RecordComponent::getType).toArray(Class<?>[]::new);
        @Nullable Object[] values = new @Nullable Object[members.length];
        for (int i = 0; i < members.length; i++) {
            boolean mayBeMissing = members[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            values[i] = mayBeMissing && random.nextBoolean() ? null : value(types[i]);
        }
        Constructor<F> constructor = kind.getDeclaredConstructor(types);
        return constructor.newInstance(values);
    }

    private Object value(Class<?> type) {
        if (type == Instant.class) {
            return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000));
        }
        if (type == RunId.class) {
            return RunId.beganAt(Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE)));
        }
        if (type == DrillId.class) {
            return DrillId.beganAt(Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE)));
        }
        if (type == Integer.class) {
            return random.nextInt();
        }
        if (type == Double.class || type == double.class) {
            return random.nextDouble();
        }
        if (type == GuestId.class) {
            return new GuestId(new UUID(random.nextLong(), random.nextLong()));
        }
        if (type == String.class) {
            return WORDS[random.nextInt(WORDS.length)];
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == long.class) {
            return random.nextLong();
        }
        if (type == int.class) {
            return random.nextInt();
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        }
        throw new AssertionError("teach RandomFacts and FactJson the type " + type);
    }
}

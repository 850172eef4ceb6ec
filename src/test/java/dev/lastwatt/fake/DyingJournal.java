package dev.lastwatt.fake;

import dev.lastwatt.core.journal.Fact;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A journal whose process dies once, at its n-th fact: before it is written, or when it just is. */
public final class DyingJournal extends TappedJournal {

    /** The process is gone. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** What is kept outlives the process. */
    public DyingJournal(MemoryJournal kept, int at, boolean written) {
        super(kept, written ? fact -> {} : dies(at), written ? dies(at) : fact -> {});
    }

    private static Consumer<Fact> dies(int at) {
        AtomicInteger facts = new AtomicInteger();
        return fact -> {
            if (facts.incrementAndGet() == at) {
                throw new Killed();
            }
        };
    }
}

package dev.lastwatt.adapter.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact as it is kept: what this program does not understand stays as it was written.
 *
 * @param sequence its place
 * @param type the stable name of its kind, such as {@code stop-requested}
 * @param at when
 * @param run the run it belongs to, or null
 * @param fact the whole fact as JSON
 */
record StoredFact(
        long sequence, String type, Instant at, @Nullable String run, String fact) {}

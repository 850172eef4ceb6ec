package dev.lastwatt.adapter.rest.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Addresses that have shown too many wrong tokens are not listened to for a while. What happened in a time to come, because a clock
 * began anew, counts as forgotten. Bounded; safe from any thread.
 */
final class Lockout {

    /** So many wrong tokens are allowed within {@link #WINDOW}. */
    static final int TRIES = 10;

    static final Duration WINDOW = Duration.ofMinutes(1);
    static final Duration LOCKED = Duration.ofMinutes(5);

    /** More addresses than this are not remembered: the one that was wrong longest ago is forgotten. */
    private static final int MOST = 10_000;

    private record Wrong(Instant since, int tries, Instant lockedUntil) {}

    private final Map<String, Wrong> addresses = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Wrong> eldest) {
            return size() > MOST;
        }
    };

    /** How long this address is still locked out; zero if it is not. */
    synchronized Duration left(String address, Instant now) {
        Wrong wrong = addresses.get(address);
        return wrong == null || now.isBefore(wrong.since()) || !now.isBefore(wrong.lockedUntil())
                ? Duration.ZERO
                : Duration.between(now, wrong.lockedUntil());
    }

    /** It has shown a wrong token. */
    synchronized void wrong(String address, Instant now) {
        Wrong before = addresses.remove(address);
        boolean goesOn = before != null
                && !now.isBefore(before.since())
                && now.isBefore(before.since().plus(WINDOW));
        int tries = goesOn ? before.tries() + 1 : 1;
        Instant since = goesOn ? before.since() : now;
        addresses.put(address, new Wrong(since, tries, tries >= TRIES ? now.plus(LOCKED) : Instant.MIN));
    }

    /** How many are remembered. */
    synchronized int size() {
        return addresses.size();
    }
}

package dev.lastwatt.adapter.scenario.product;

import dev.lastwatt.adapter.scenario.Known;
import dev.lastwatt.adapter.scenario.Known.KnownGuest;
import dev.lastwatt.adapter.scenario.policy.Orders;
import dev.lastwatt.adapter.scenario.world.Action;
import dev.lastwatt.adapter.scenario.world.PlayedState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What Windows does to the guests that are up when the host goes down: one that runs is saved, Hyper-V's default stop action; one
 * that is still stopping is cut off, before the guests that it depends on; a save that is under way is waited for.
 */
final class LeftToWindows {

    /** By server: who depends on it. */
    private final Map<Integer, Set<Integer>> clients = new HashMap<>();

    LeftToWindows(Known known) {
        Map<String, Integer> numbers = new HashMap<>();
        for (KnownGuest guest : known.guests()) {
            numbers.put(guest.name(), numbers.size());
        }
        for (Known.Dependency d : known.dependencies()) {
            clients.computeIfAbsent(Objects.requireNonNull(numbers.get(d.on())), k -> new HashSet<>())
                    .add(Objects.requireNonNull(numbers.get(d.guest())));
        }
    }

    void goDown(PlayedState[] states, Orders orders) {
        List<Integer> stopping = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            if (states[i] == PlayedState.RUNNING) {
                orders.guest(Action.SAVE, i);
            } else if (states[i] == PlayedState.STOPPING) {
                stopping.add(i);
            }
        }
        while (!stopping.isEmpty()) {
            Integer next = stopping.stream()
                    .filter(g -> clients.getOrDefault(g, Set.of()).stream().noneMatch(stopping::contains))
                    .findFirst()
                    .orElse(stopping.get(0));
            stopping.remove(next);
            orders.guest(Action.TURN_OFF, next);
        }
        orders.hostOff();
    }
}

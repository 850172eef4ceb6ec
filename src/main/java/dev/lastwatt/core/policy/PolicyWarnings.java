package dev.lastwatt.core.policy;

import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is legal in a policy and still likely to be wrong on this host: names that name nothing, rules that never count, circles, and
 * a shutdown that would stop what the service itself lives on.
 */
public final class PolicyWarnings {

    private final Policy policy;
    private final List<Guest> guests;
    private final Inventory inventory;
    private final DependencyGraph graph;
    private final List<String> circles;
    private final List<Warning> found = new ArrayList<>();

    private PolicyWarnings(Policy policy, Inventory inventory) {
        this.policy = policy;
        this.inventory = inventory;
        this.guests = inventory.guests();
        Dependencies resolved = Dependencies.resolve(policy, guests);
        this.graph = resolved.graph();
        this.circles = resolved.circles();
    }

    /**
     * A warning.
     *
     * @param field the field of the policy that it is about, such as {@code guests[2].match}
     * @param problem what is wrong
     * @param fix what to do
     */
    public record Warning(String field, String problem, String fix) {

        /** On one line. */
        public String line() {
            return field + ": " + problem + ": " + fix;
        }
    }

    /** Everything that is to be warned of, in the order of the document. */
    public static List<Warning> of(Policy policy, Inventory inventory, Surroundings surroundings) {
        PolicyWarnings warnings = new PolicyWarnings(policy, inventory);
        warnings.volumes();
        warnings.groups();
        warnings.rules();
        warnings.shedding();
        warnings.circles();
        warnings.apart();
        warnings.order();
        warnings.livesOnGuests(surroundings);
        return List.copyOf(warnings.found);
    }

    private void warn(String field, String problem, String fix) {
        found.add(new Warning(field, problem, fix));
    }

    private boolean namesNobody(String text) {
        return guests.stream().noneMatch(g -> policy.groups().name(text, g));
    }

    private void volumes() {
        List<String> known = inventory.volumes().stream().map(Volume::name).toList();
        if (!known.isEmpty()) {
            policy.limits().savePaces().keySet().forEach(v -> volume("savePaces", v, known));
            policy.limits().savesOnVolume().keySet().forEach(v -> volume("savesOnVolume", v, known));
        }
    }

    private void volume(String field, String volume, List<String> known) {
        if (known.stream().noneMatch(volume::equalsIgnoreCase)) {
            warn(
                    field + "." + volume,
                    "no guest of this host is on that volume",
                    "write it as the inventory does: " + String.join(", ", known));
        }
    }

    private void groups() {
        for (Map.Entry<String, List<String>> group : policy.groups().members().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            for (int i = 0; i < group.getValue().size(); i++) {
                unknown(
                        "groups." + group.getKey() + "[" + i + "]",
                        group.getValue().get(i));
            }
            String text = Groups.GROUP + group.getKey();
            if (uses().noneMatch(text::equalsIgnoreCase)) {
                warn(
                        "groups." + group.getKey(),
                        "nothing in the policy names this group",
                        "write \"" + text + "\" in a rule, or remove it");
            }
        }
    }

    private Stream<String> uses() {
        return Stream.concat(
                policy.rules().stream()
                        .flatMap(r -> Stream.concat(
                                Stream.of(r.match()), r.dependsOn().stream().map(GuestRule.Need::on))),
                Stream.concat(
                        policy.shedding().stream().flatMap(t -> t.guests().stream()),
                        policy.apart().sets().stream().flatMap(List::stream)));
    }

    private void unknown(String field, String text) {
        if (namesNobody(text)) {
            warn(
                    field,
                    "'" + text + "' names no guest of this host",
                    "see the names and tags with 'lastwatt policy explain \"*\"', or remove it");
        }
    }

    private void rules() {
        for (int i = 0; i < policy.rules().size(); i++) {
            GuestRule rule = policy.rules().get(i);
            String at = "guests[" + i + "]";
            if (namesNobody(rule.match())) {
                unknown(at + ".match", rule.match());
            } else if (guests.stream().noneMatch(g -> policy.ruleFor(g) == rule)) {
                warn(
                        at + ".match",
                        "never counts: every guest that '" + rule.match() + "' names has an earlier rule",
                        "move it up, before the more general ones");
            }
            PreStop before = rule.preStop();
            if (before != null && before.lacks() != null) {
                warn(
                        at + ".preStop",
                        "the command '" + before.command() + "' " + before.lacks() + ": guests are stopped without it",
                        "mend lastwatt.commands." + before.command() + " in the host's configuration, or name another");
            }
            for (int n = 0; n < rule.dependsOn().size(); n++) {
                unknown(
                        at + ".dependsOn[" + n + "].guest",
                        rule.dependsOn().get(n).on());
            }
        }
    }

    private void shedding() {
        for (int i = 0; i < policy.shedding().size(); i++) {
            List<String> tier = policy.shedding().get(i).guests();
            for (int g = 0; g < tier.size(); g++) {
                unknown("shedding[" + i + "].guests[" + g + "]", tier.get(g));
            }
        }
    }

    private void circles() {
        for (String circle : circles) {
            warn("guests", circle, "remove one of them");
        }
    }

    private void apart() {
        List<List<String>> sets = policy.apart().sets();
        for (int i = 0; i < sets.size(); i++) {
            String at = "neverTogether[" + i + "]";
            for (int n = 0; n < sets.get(i).size(); n++) {
                unknown(at + "[" + n + "]", sets.get(i).get(n));
            }
            List<Guest> set = Apart.guests(sets.get(i), policy.groups(), guests);
            List<String> up = set.stream()
                    .filter(g -> !g.state().isDown())
                    .map(Guest::name)
                    .toList();
            if (up.size() > 1) {
                warn(at, "these run together now: " + String.join(", ", up), "shut all but one of them down");
            }
            set.forEach(g -> graph.serversOf(g.id()).stream()
                    .flatMap(d -> inventory.guest(d.on()).stream())
                    .filter(set::contains)
                    .forEach(server -> warn(
                            at,
                            g.name() + " needs " + server.name() + ", and must never run together with it",
                            "take the dependency out of the rule of " + g.name() + ", or one of them out of the set")));
        }
    }

    private void order() {
        for (Guest client : guests) {
            graph.serversOf(client.id()).stream()
                    .flatMap(d -> inventory.guest(d.on()).stream())
                    .filter(server -> place(server) > place(client))
                    .forEach(server -> warn(
                            "guests",
                            server.name() + " has startOrder " + place(server) + ", and starts before that, since "
                                    + client.name() + " with " + place(client) + " needs it",
                            "give " + server.name() + " no higher startOrder than " + client.name()));
        }
    }

    private int place(Guest guest) {
        return policy.ruleFor(guest).start().order();
    }

    private void livesOnGuests(Surroundings here) {
        for (List<String> ups : here.upsAt()) {
            stopped(here, ups)
                    .ifPresent(g -> warn(
                            "guests",
                            "the UPS is read at " + ups.get(0) + ", which is " + g.name()
                                    + ", a guest of this host: from its stop on nobody reads the UPS",
                            "connect the UPS to the host or read it on another machine"));
        }
        boolean all = !here.resolvers().isEmpty()
                && here.resolvers().stream().allMatch(r -> stopped(here, r).isPresent());
        if (all) {
            List<String> first = here.resolvers().get(0);
            warn(
                    "guests",
                    "names are resolved by guests of this host alone ("
                            + stopped(here, first).map(Guest::name).orElse(first.get(0))
                            + "): from their stop on, and after a"
                            + " boot, no name is found",
                    "write addresses instead of names in lastwatt.*, or give the host another DNS server too");
        }
        stopped(here, here.journalAt())
                .ifPresent(g -> warn(
                        "guests",
                        "the data folder lies on " + here.journalAt().get(0) + ", which is " + g.name()
                                + ", a guest of this host: from its stop on the journal is kept in memory only",
                        "put lastwatt.data-folder on a disk of the host"));
    }

    /** The guest that this machine is, if the plan may stop it. */
    private Optional<Guest> stopped(Surroundings here, List<String> machine) {
        return here.guest(machine, guests).filter(g -> !policy.ruleFor(g).leaveAlone());
    }
}

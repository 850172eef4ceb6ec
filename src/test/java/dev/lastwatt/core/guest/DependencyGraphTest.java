package dev.lastwatt.core.guest;

import static dev.lastwatt.fake.Guests.graph;
import static dev.lastwatt.fake.Guests.hard;
import static dev.lastwatt.fake.Guests.id;
import static dev.lastwatt.fake.Guests.soft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {

    @Test
    void everyGuestKnowsItsServersAndItsClients() {
        DependencyGraph graph = graph(soft("web", "app"), soft("app", "db"), hard("db", "san"), soft("other", "db"));
        assertThat(graph.serversOf(id("app"))).containsExactly(soft("app", "db"));
        assertThat(graph.clientsOf(id("db"))).containsExactly(soft("app", "db"), soft("other", "db"));
        assertThat(graph.serversOf(id("san"))).isEmpty();
        assertThat(graph.clientsOf(id("stranger"))).isEmpty();
    }

    @Test
    void dependencyGivenTwiceCountsOnceAndTheHarderKindWins() {
        assertThat(graph(soft("a", "b"), hard("a", "b")).serversOf(id("a"))).containsExactly(hard("a", "b"));
        assertThat(graph(hard("a", "b"), soft("a", "b")).serversOf(id("a"))).containsExactly(hard("a", "b"));
        assertThat(graph(soft("a", "b"), soft("a", "b")).clientsOf(id("b"))).hasSize(1);
    }

    @Test
    void cycleIsRefusedWithItsPath() {
        CycleException cycle = catchThrowableOfType(
                CycleException.class,
                () -> graph(soft("in", "a"), soft("a", "b"), soft("b", "c"), hard("c", "a"), soft("c", "out")));
        assertThat(cycle.path()).containsExactly(id("a"), id("b"), id("c"), id("a"));
        assertThat(cycle).hasMessageContaining("depends on").hasMessageContaining(id("b").toString());
    }

    @Test
    void guestThatDependsOnItselfIsACycle() {
        CycleException cycle = catchThrowableOfType(CycleException.class, () -> graph(soft("a", "a")));
        assertThat(cycle.path()).containsExactly(id("a"), id("a"));
    }

    @Test
    void diamondIsNoCycle() {
        DependencyGraph graph = graph(soft("top", "l"), soft("top", "r"), soft("l", "base"), soft("r", "base"));
        assertThat(graph.clientsOf(id("base"))).hasSize(2);
    }

    @Test
    void chainOfFiveThousandIsWalkedWithoutRecursion() {
        List<Dependency> chain = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            chain.add(soft("g" + i, "g" + (i + 1)));
        }
        assertThat(DependencyGraph.of(chain).serversOf(id("g4999"))).hasSize(1);
        chain.add(soft("g5000", "g0"));
        CycleException cycle = catchThrowableOfType(CycleException.class, () -> DependencyGraph.of(chain));
        assertThat(cycle.path()).hasSize(5002);
    }
}

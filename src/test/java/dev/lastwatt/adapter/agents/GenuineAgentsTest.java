package dev.lastwatt.adapter.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.peer.GenuineApcupsd;
import dev.lastwatt.peer.GenuineUpsd;
import dev.lastwatt.peer.GenuineUpsmon;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import org.junit.jupiter.api.Test;

/** Genuine programs on this machine, set up so that they shut nothing down: found, and found to be harmless by their own files. */
class GenuineAgentsTest {

    @Test
    @NeedsPeer({Peer.APCUPSD, Peer.SOCAT})
    void apcupsdWithItsOwnScriptsIsFoundAndHarmless() {
        try (GenuineApcupsd apcupsd = GenuineApcupsd.start()) {
            assertThat(apcupsd.port()).isPositive();
            assertThat(new LinuxAgents().look().harmless())
                    .anyMatch(h -> h.startsWith("apcupsd runs") && h.contains("no command that shuts down"));
        }
    }

    @Test
    @NeedsPeer({Peer.UPSD, Peer.UPSMON})
    void upsmonWithACommandOfItsOwnIsFoundAndHarmless() {
        try (GenuineUpsd upsd = GenuineUpsd.start();
                GenuineUpsmon upsmon = GenuineUpsmon.primary(upsd, 1, 1)) {
            assertThat(upsmon.hasShutDown()).isFalse();
            assertThat(new LinuxAgents().look().harmless()).anyMatch(h -> h.startsWith("upsmon runs"));
        }
    }
}

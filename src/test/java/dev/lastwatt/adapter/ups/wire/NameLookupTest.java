package dev.lastwatt.adapter.ups.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NameLookupTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private static Deadline soon() {
        return Deadline.in(Duration.ofMillis(100));
    }

    @Test
    void aNameServerThatHangsIsSilenceAndIsNotAskedTwice() {
        var answer = new CountDownLatch(1);
        var asked = new AtomicInteger();
        var lookup = new NameLookup("nas", host -> {
            asked.incrementAndGet();
            await(answer);
            return new InetAddress[] {HERE};
        });
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> lookup.addresses(soon()))
                    .isInstanceOf(ContactLost.class)
                    .hasMessageContaining("name server")
                    .hasMessageContaining("lastwatt.ups.address");
        }
        answer.countDown();
        assertThat(lookup.addresses(Deadline.in(Duration.ofSeconds(5)))).containsExactly(HERE);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatWasFoundOnceIsUsedWhileTheNameServerIsDown() {
        var asked = new AtomicInteger();
        var lookup = new NameLookup("nas", host -> {
            if (asked.getAndIncrement() > 0) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {HERE};
        });
        for (int i = 0; i < 3; i++) {
            assertThat(lookup.addresses(Deadline.in(Duration.ofSeconds(5)))).containsExactly(HERE);
        }
        assertThat(asked).hasValue(3);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

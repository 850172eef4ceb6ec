package dev.lastwatt.boot;

import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.port.ForwardingSource;
import dev.lastwatt.port.HostPower;
import dev.lastwatt.port.UpsSource;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has a simulated host that is off boot once its UPS has been on line for a while, as a real one does that is told to start when
 * its outlet has power again. Asked by one thread.
 */
final class BootsWithMains extends ForwardingSource {

    /** What firmware and operating system take until services run. */
    static final Duration BOOT_TAKES = Duration.ofSeconds(90);

    private static final Logger LOG = Logger.getLogger(BootsWithMains.class);

    private final HostPower power;
    private final Runnable boot;
    private @Nullable Instant bootsSince;

    BootsWithMains(UpsSource source, HostPower power, Runnable boot) {
        super(source);
        this.power = power;
        this.boot = boot;
    }

    @Override
    public SourceAnswer read() {
        SourceAnswer answer = super.read();
        if (power.isUp() || !(answer instanceof SourceAnswer.Answered answered) || !onLine(answered.reading())) {
            bootsSince = null;
            return answer;
        }
        Instant since = bootsSince == null ? answered.at() : bootsSince;
        bootsSince = since;
        if (!answered.at().isBefore(since.plus(BOOT_TAKES))) {
            boot.run();
            bootsSince = null;
            LOG.info("the mains are back: the simulated host has booted");
        }
        return answer;
    }

    private static boolean onLine(Reading reading) {
        return reading.status().contains(StatusFlag.OL) && !reading.status().contains(StatusFlag.OB);
    }
}

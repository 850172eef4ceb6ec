package dev.lastwatt.adapter.ups.windows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.UpsSetting;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The UPS that Windows itself shows as a battery. Asked through the PowerShell that serves the hypervisor too; a read lasts no longer
 * than that allows a question.
 */
public final class WindowsBatterySource implements UpsSource {

    private static final int MOST_NAMED = 5;

    private final Supplier<JsonNode> question;
    private final @Nullable String wanted;
    private final Timebase time;

    /**
     * Reads one of Windows' batteries.
     *
     * @param question asks Windows for its batteries: an array, whose elements {@link WindowsBattery} reads; throws
     *     {@link HypervisorException}
     * @param wanted the battery's name; {@code null} for the only one there is
     */
    public WindowsBatterySource(Supplier<JsonNode> question, @Nullable String wanted, Timebase time) {
        this.question = question;
        this.wanted = wanted;
        this.time = time;
    }

    @Override
    public String name() {
        return "windows-battery" + (wanted == null ? "" : "/" + wanted);
    }

    @Override
    public SourceAnswer read() {
        try {
            WindowsBattery battery = choose(batteries(question.get()));
            return new SourceAnswer.Answered(battery.reading(time.now()));
        } catch (ContactLost e) {
            return e.at(time.now());
        } catch (HypervisorException e) {
            return ContactLost.because(kind(e.kind()), "PowerShell: " + e.getMessage())
                    .at(time.now());
        } catch (RuntimeException e) {
            // A mistake of ours in the face of odd input: the outage goes on, and so must the readings.
            return ContactLost.because(ContactLoss.GARBLED, "unexpected: " + e).at(time.now());
        }
    }

    private static List<WindowsBattery> batteries(JsonNode answer) {
        if (!answer.isArray()) {
            throw ContactLost.because(ContactLoss.GARBLED, "PowerShell gave no list of batteries");
        }
        List<WindowsBattery> batteries = new ArrayList<>();
        answer.forEach(json -> batteries.add(new WindowsBattery(json)));
        return batteries;
    }

    private WindowsBattery choose(List<WindowsBattery> batteries) {
        if (batteries.isEmpty()) {
            throw ContactLost.because(
                    ContactLoss.NOT_READY,
                    "Windows shows no battery: is the UPS on this host's USB port, under Windows' own driver?");
        }
        if (wanted != null) {
            return batteries.stream()
                    .filter(battery -> battery.name().equalsIgnoreCase(wanted))
                    .findFirst()
                    .orElseThrow(() -> ContactLost.because(
                            ContactLoss.DENIED,
                            "Windows shows no battery of that name, but " + names(batteries),
                            UpsSetting.NAME));
        }
        if (batteries.size() > 1) {
            throw ContactLost.because(
                    ContactLoss.DENIED, "Windows shows several batteries: " + names(batteries), UpsSetting.NAME);
        }
        return batteries.get(0);
    }

    private static String names(List<WindowsBattery> batteries) {
        return batteries.stream()
                .limit(MOST_NAMED)
                .map(battery -> "'" + battery.name() + "'")
                .collect(Collectors.joining(", "));
    }

    private static ContactLoss kind(HypervisorException.Cause cause) {
        return switch (cause) {
            case TIMEOUT -> ContactLoss.SILENT;
            case DENIED -> ContactLoss.DENIED;
            case GARBLED -> ContactLoss.GARBLED;
            default -> ContactLoss.NOT_READY;
        };
    }

    @Override
    public void close() {
        // The sessions are the hypervisor's.
    }
}

package dev.lastwatt.adapter.hypervisor.hyperv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellAnswer;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellPool;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellSettings;
import dev.lastwatt.port.HypervisorException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is asked of the host beside its guests, by callers who can wait: they get a session only while another one is free, so that
 * no reading and no stop waits for them.
 */
public final class HostQuestions {

    /** Three questions of CIM, each bounded, and a program of Windows. */
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final ShellPool pool;
    private final ShellSettings settings;

    HostQuestions(ShellPool pool, ShellSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    /**
     * Those of these services and programs that there are, and what Windows does itself on battery, as the module's
     * {@code Get-LastwattShutdownAgent} writes it.
     *
     * @throws HypervisorException if no answer came
     */
    public JsonNode shutdownAgents(List<String> services, List<String> programs) {
        List<JsonNode> output = ask("Get-LastwattShutdownAgent", Map.of("Service", services, "Process", programs))
                .output();
        return output.isEmpty() ? JsonNodeFactory.instance.objectNode() : output.get(0);
    }

    /**
     * Which driver Windows has given each USB and HID device of these vendors, as the module's {@code Get-LastwattUsbDriver}
     * writes it.
     *
     * @param vendors numbers as four hexadecimal digits
     * @throws HypervisorException if no answer came
     */
    public List<JsonNode> usbDrivers(List<String> vendors) {
        return ask("Get-LastwattUsbDriver", Map.of("Vendor", vendors)).output();
    }

    /**
     * The addresses that guests say they have, as the module's {@code Get-LastwattAddress} writes them.
     *
     * @throws HypervisorException if no answer came
     */
    List<JsonNode> addresses() {
        return ask("Get-LastwattAddress", Map.of()).output();
    }

    private ShellAnswer ask(String function, Map<String, ?> arguments) {
        ShellAnswer answer;
        try (ShellPool.Lease lease = pool.leaseSpare(settings.deadlines().open().plus(DEADLINE))) {
            answer = lease.ask(function, arguments, DEADLINE);
        }
        if (answer.timedOut()) {
            throw new HypervisorException(HypervisorException.Cause.TIMEOUT, "no answer to " + function + " in time");
        }
        if (!answer.errors().isEmpty()) {
            throw new HypervisorException(
                    answer.errors().get(0).cause(),
                    function + " failed (" + answer.errors().get(0).text() + ")");
        }
        return answer;
    }
}

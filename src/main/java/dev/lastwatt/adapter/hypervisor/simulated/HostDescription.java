package dev.lastwatt.adapter.hypervisor.simulated;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.lastwatt.adapter.scenario.Demand;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.ShutdownService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A host as a JSON file describes it: the file that the simulated Hyper-V module for PowerShell reads as well, so that a host is
 * described once. All but a guest's id, name and state may be left out; {@code language}, {@code speed}, {@code battery} and
 * {@code events} mean something to that module only.
 *
 * @param memoryBytes memory of the host
 * @param speed simulated seconds per second; here the time is injected
 */
public record HostDescription(
        String name,
        Language language,
        long memoryBytes,
        double speed,
        List<HostFault> faults,
        @JsonSetter(nulls = Nulls.SET) @Nullable Battery battery,
        List<Event> events,
        List<Volume> volumes,
        List<Vm> vms) {

    /** Checks and copies. */
    public HostDescription {
        Demand.text("name", name);
        Demand.positive("memoryBytes", memoryBytes);
        Demand.positive("speed", speed);
        faults = List.copyOf(faults);
        events = List.copyOf(events);
        volumes = List.copyOf(volumes);
        vms = List.copyOf(vms);
        Set<String> known = new HashSet<>();
        for (Volume volume : volumes) {
            Demand.that(known.add(volume.name()), "volumes: " + volume.name() + " appears twice");
        }
        Set<GuestId> ids = new HashSet<>();
        for (Vm vm : vms) {
            Demand.that(ids.add(vm.guestId()), "vms: id " + vm.id() + " appears twice");
            Demand.that(
                    known.contains(vm.volume()),
                    "vms: volume of " + vm.name() + " is " + vm.volume() + ", no such volume");
        }
    }

    /**
     * Reads the JSON form.
     *
     * @throws IllegalArgumentException naming the field, if it is not in the form
     */
    public static HostDescription of(String json) {
        try {
            return HostDescriptionDefaults.read(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("host description: " + HostDescriptionDefaults.explain(e), e);
        }
    }

    /** Language of the messages. */
    public enum Language {
        @JsonProperty("en")
        ENGLISH,
        @JsonProperty("ja")
        JAPANESE
    }

    /** The UPS as Windows' own battery driver shows it. */
    public record Battery(
            String name,
            boolean onMains,
            double charge,
            @JsonSetter(nulls = Nulls.SET) @Nullable Double minutes) {}

    /** What an event log holds from before. */
    public record Event(
            String log,
            String provider,
            int id,
            String time,
            @JsonSetter(nulls = Nulls.SET) @Nullable String vmId) {}

    /** A volume: what it writes, and the room on it. */
    public record Volume(String name, double saveMbPerSecond, double freeMb) {

        /** Checks. */
        public Volume {
            Demand.text("name", name);
            Demand.positive("saveMbPerSecond", saveMbPerSecond);
            Demand.notNegative("freeMb", freeMb);
        }
    }

    /** State of the integration service that obeys a request to shut down. */
    public enum Service {
        @JsonProperty("Ok")
        OK(ShutdownService.OK),
        @JsonProperty("Degraded")
        DEGRADED(ShutdownService.DEGRADED),
        @JsonProperty("Disabled")
        DISABLED(ShutdownService.DISABLED),
        @JsonProperty("NoContact")
        NO_CONTACT(ShutdownService.NO_CONTACT),
        @JsonProperty("LostCommunication")
        LOST_COMMUNICATION(ShutdownService.LOST);

        private final ShutdownService seen;

        Service(ShutdownService seen) {
            this.seen = seen;
        }

        ShutdownService seen() {
            return seen;
        }
    }

    /**
     * A guest.
     *
     * @param state a name of Hyper-V's {@code VMState}
     * @param shutdownSeconds how long a shutdown takes it
     * @param bootSeconds how long after a start it has a heartbeat
     * @param automaticStartDelay in seconds, as Hyper-V's setting is
     */
    public record Vm(
            String id,
            String name,
            String state,
            double memoryMb,
            String volume,
            double shutdownSeconds,
            double bootSeconds,
            Service shutdownService,
            String automaticStopAction,
            String automaticStartAction,
            int automaticStartDelay,
            String notes,
            int generation,
            boolean clustered,
            String replicationMode,
            List<GuestFault> faults) {

        /** Checks and copies. */
        public Vm {
            try {
                GuestId.of(id);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("id must be a GUID, is " + id, e);
            }
            Demand.text("name", name);
            Demand.that(GuestState.named(state) != GuestState.UNKNOWN, "state: Hyper-V has none named " + state);
            Demand.positive("memoryMb", memoryMb);
            Demand.notNegative("shutdownSeconds", shutdownSeconds);
            Demand.notNegative("bootSeconds", bootSeconds);
            Demand.notNegative("automaticStartDelay", automaticStartDelay);
            faults = List.copyOf(faults);
        }

        GuestId guestId() {
            return GuestId.of(id);
        }

        GuestState guestState() {
            return GuestState.named(state);
        }
    }
}

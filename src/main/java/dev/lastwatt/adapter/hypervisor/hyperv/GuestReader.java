package dev.lastwatt.adapter.hypervisor.hyperv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.GuestStatus;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.ShutdownService;
import dev.lastwatt.core.guest.Volume;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The module's objects as the core's words. Field by field: what is unknown is left out, what is missing is unknown. */
final class GuestReader {

    /** Details need a query for each guest and have not been read yet. */
    static final String DETAILS_PENDING = "details-pending";

    private static final int LONGEST_NAME = 400;
    private static final int LONGEST_NOTES = 2_000;

    private GuestReader() {}

    static Inventory inventory(JsonNode json, Instant takenAt) {
        List<Guest> guests = new ArrayList<>();
        for (JsonNode guest : json.path("guests")) {
            id(guest).ifPresent(id -> guests.add(guest(id, guest)));
        }
        List<Volume> volumes = new ArrayList<>();
        for (JsonNode volume : json.path("volumes")) {
            volumes.add(new Volume(
                    text(volume, "name", LONGEST_NAME), volume.path("freeBytes").asLong(-1)));
        }
        return new Inventory(takenAt, text(json, "host", LONGEST_NAME), guests, volumes);
    }

    private static Guest guest(GuestId id, JsonNode json) {
        return new Guest(
                id,
                text(json, "name", LONGEST_NAME),
                Math.max(0, json.path("memoryBytes").asLong(0)),
                text(json, "volume", LONGEST_NAME),
                new Guest.Condition(
                        GuestState.named(text(json, "state", LONGEST_NAME)),
                        shutdownService(text(json, "shutdownService", LONGEST_NAME)),
                        heartbeat(text(json, "heartbeat", LONGEST_NAME)),
                        orNull(text(json, "busyWith", LONGEST_NAME))),
                new Guest.Kind(
                        json.path("clustered").asBoolean(false),
                        json.path("replica").asBoolean(false),
                        orNull(text(json, "cannotSave", LONGEST_NAME))),
                new Guest.AutomaticActions(
                        text(json, "stopAction", LONGEST_NAME),
                        text(json, "startAction", LONGEST_NAME),
                        Math.max(0, json.path("startDelay").asInt(0))),
                json.path("detailsKnown").asBoolean(true) ? Set.of() : Set.of(DETAILS_PENDING),
                text(json, "notes", LONGEST_NOTES));
    }

    static List<GuestStatus> states(JsonNode json) {
        List<GuestStatus> states = new ArrayList<>();
        for (JsonNode guest : json.path("guests")) {
            id(guest)
                    .ifPresent(id -> states.add(new GuestStatus(
                            id,
                            GuestState.named(text(guest, "state", LONGEST_NAME)),
                            heartbeat(text(guest, "heartbeat", LONGEST_NAME)))));
        }
        return states;
    }

    static Optional<GuestId> id(JsonNode json) {
        try {
            return Optional.of(GuestId.of(text(json, "id", LONGEST_NAME)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static ShutdownService shutdownService(String word) {
        return switch (word) {
            case "Ok" -> ShutdownService.OK;
            case "Degraded" -> ShutdownService.DEGRADED;
            case "Disabled" -> ShutdownService.DISABLED;
            case "NoContact", "NonRecoverableError", "ProtocolMismatch" -> ShutdownService.NO_CONTACT;
            case "LostCommunication", "CommunicationTimedOut", "CommunicationFailed", "Error" -> ShutdownService.LOST;
            default -> ShutdownService.UNKNOWN;
        };
    }

    static Heartbeat heartbeat(String word) {
        return switch (word) {
            case "OkApplicationsUnknown", "OkApplicationsHealthy", "OkApplicationsCritical" -> Heartbeat.OK;
            case "", "NoContact", "Error", "LostCommunication", "Disabled" -> Heartbeat.NONE;
            default -> Heartbeat.UNKNOWN;
        };
    }

    static String text(JsonNode json, String field, int longest) {
        String text = json.path(field).asText("");
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}

package dev.lastwatt.adapter.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastwatt.app.Controls;
import dev.lastwatt.port.Timebase;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;

/** The commands about the battery: for the command line on this host. */
@Path("/control/battery")
@Produces(MediaType.APPLICATION_JSON)
public class BatteryResource {

    private static final Instant OLDEST = Instant.parse("1990-01-01T00:00:00Z");

    private final ControlGate gate;
    private final Controls controls;
    private final Timebase time;

    /** For the running service. */
    public BatteryResource(ControlGate gate, Controls controls, Timebase time) {
        this.gate = gate;
        this.controls = controls;
        this.time = time;
    }

    /** What is known of the battery: {@code {}}. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public BatteryState show(@Context HttpServerRequest request, byte[] body) {
        admit(request);
        Command.object(body, Set.of());
        return state();
    }

    /** The battery was replaced: {@code {"by": "...", "on": "...", "ups": "..."}}, the last only with several UPSes. */
    @POST
    @Path("/replaced")
    @Consumes(MediaType.APPLICATION_JSON)
    public BatteryState replaced(@Context HttpServerRequest request, byte[] body) {
        admit(request);
        JsonNode json = Command.object(body, Set.of("by", "on", "ups"));
        String by = Command.required(json, "by", Command.LONGEST_NAME, "say who asks");
        Instant on = on(Command.required(json, "on", 40, "give the time at which the new battery was put in"));
        String ups = json.has("ups")
                ? Command.required(json, "ups", Command.LONGEST_NAME, "name the UPS, or leave it away")
                : null;
        gate.note(by, "battery replaced" + (ups == null ? "" : " in " + ups), "put in " + on);
        try {
            controls.batteryReplaced(ups, on, by);
        } catch (IllegalArgumentException e) {
            throw ControlRefusal.invalid("ups", String.valueOf(e.getMessage()), "see 'lastwatt battery show'");
        } catch (IllegalStateException e) {
            throw ControlRefusal.of(503, "Service Unavailable", String.valueOf(e.getMessage()));
        }
        return state();
    }

    private Instant on(String text) {
        Instant on;
        try {
            on = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ControlRefusal.invalid(
                    "on", "'on' is not a time", "give it as RFC 3339 has it, such as 2026-11-22T00:00:00Z");
        }
        if (on.isAfter(time.now()) || on.isBefore(OLDEST)) {
            throw ControlRefusal.invalid(
                    "on", "'on' is not a time that a battery was put in", "give one that has passed");
        }
        return on;
    }

    private BatteryState state() {
        try {
            return new BatteryState(controls.battery());
        } catch (IllegalStateException e) {
            throw ControlRefusal.of(503, "Service Unavailable", String.valueOf(e.getMessage()));
        }
    }

    private void admit(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        gate.admit(peer == null ? null : peer.hostAddress(), request.getHeader(HttpHeaders.AUTHORIZATION));
    }
}

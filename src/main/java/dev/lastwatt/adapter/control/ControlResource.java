package dev.lastwatt.adapter.control;

import dev.lastwatt.app.Controls;
import dev.lastwatt.app.Refused;
import dev.lastwatt.app.Watching;
import dev.lastwatt.port.Timebase;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;

/** The commands that act, apart from the API: for the command line on this host. */
@Path("/control")
@Produces(MediaType.APPLICATION_JSON)
public class ControlResource {

    private final ControlGate gate;
    private final Controls controls;
    private final Watching watching;
    private final Timebase time;

    /** For the running service. */
    public ControlResource(ControlGate gate, Controls controls, Watching watching, Timebase time) {
        this.gate = gate;
        this.controls = controls;
        this.watching = watching;
        this.time = time;
    }

    /** Whether the service would act. */
    @GET
    @Path("/state")
    public ControlState state(@Context HttpServerRequest request) {
        admit(request);
        return ControlState.of(watching.snapshot());
    }

    /** From now on the service acts. */
    @POST
    @Path("/arm")
    @Consumes(MediaType.APPLICATION_JSON)
    public ControlState arm(@Context HttpServerRequest request, byte[] body) {
        admit(request);
        Command command = Command.arm(body);
        gate.note(command.by(), "arm", command.reason());
        return carryOut(() -> controls.arm(command.by(), command.reason()));
    }

    /** From now on the service only looks. */
    @POST
    @Path("/disarm")
    @Consumes(MediaType.APPLICATION_JSON)
    public ControlState disarm(@Context HttpServerRequest request, byte[] body) {
        admit(request);
        Command command = Command.disarm(body, time.now());
        gate.note(
                command.by(),
                "disarm" + (command.until() == null ? "" : " until " + command.until()),
                command.reason());
        return carryOut(() -> controls.disarm(command.until(), command.by(), command.reason()));
    }

    /** Power will come: nothing is stopped until then that could still wait. */
    @POST
    @Path("/hold")
    @Consumes(MediaType.APPLICATION_JSON)
    public ControlState hold(@Context HttpServerRequest request, byte[] body) {
        admit(request);
        Command command = Command.disarm(body, time.now());
        Instant until = command.until();
        if (until == null) {
            throw ControlRefusal.invalid("until", "'until' is missing", "give a time to come, or 'for' how long");
        }
        gate.note(command.by(), "hold until " + until, command.reason());
        return carryOut(() -> controls.hold(until, command.by(), command.reason()));
    }

    /** Nothing is held any longer. */
    @POST
    @Path("/hold/end")
    @Consumes(MediaType.APPLICATION_JSON)
    public ControlState endHold(@Context HttpServerRequest request, byte[] body) {
        admit(request);
        Command command = Command.arm(body);
        gate.note(command.by(), "end the hold", command.reason());
        return carryOut(() -> controls.endHold(command.by(), command.reason()));
    }

    private void admit(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        gate.admit(peer == null ? null : peer.hostAddress(), request.getHeader(HttpHeaders.AUTHORIZATION));
    }

    private ControlState carryOut(Runnable command) {
        try {
            command.run();
        } catch (IllegalArgumentException e) {
            throw ControlRefusal.invalid(
                    "until", String.valueOf(e.getMessage()), "give a time within the next 24 hours");
        } catch (Refused e) {
            throw ControlRefusal.of(409, "Conflict", String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw ControlRefusal.of(503, "Service Unavailable", String.valueOf(e.getMessage()));
        }
        return ControlState.of(watching.snapshot());
    }
}

package dev.lastwatt.adapter.control;

import dev.lastwatt.app.CalibrationRequest;
import dev.lastwatt.app.DrillControls;
import dev.lastwatt.app.DrillRequest;
import dev.lastwatt.app.Watching;
import dev.lastwatt.core.drill.Refusal;
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
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The commands about drills, apart from the API: for the command line on this host. */
@Path("/control/drill")
@Produces(MediaType.APPLICATION_JSON)
public class DrillResource {

    private final ControlGate gate;
    private final DrillControls drills;
    private final Watching watching;
    private final Timebase time;

    /** For the running service. */
    public DrillResource(ControlGate gate, DrillControls drills, Watching watching, Timebase time) {
        this.gate = gate;
        this.drills = drills;
        this.watching = watching;
        this.time = time;
    }

    /** How the drill goes. */
    @GET
    public DrillState state(@Context HttpServerRequest request) {
        admit(request);
        return DrillState.of(watching.snapshot().drill());
    }

    /** Begins a drill. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public DrillState drill(@Context HttpServerRequest request, byte[] body) {
        admit(request);
        DrillRequest asked = DrillBody.read(body, time.now());
        gate.note(
                asked.by(),
                "drill " + asked.kind().name().toLowerCase(Locale.ROOT)
                        + (asked.guest() == null ? "" : " " + asked.guest()),
                "");
        return carryOut(() -> drills.drill(asked));
    }

    /** Begins a calibration of the battery; or says what it would do, if asked to do only that. */
    @POST
    @Path("/calibrate")
    @Consumes(MediaType.APPLICATION_JSON)
    public DrillState calibrate(@Context HttpServerRequest request, byte[] body) {
        admit(request);
        CalibrationRequest asked = DrillBody.calibration(body, time.now());
        if (!asked.dry()) {
            gate.note(asked.by(), "calibrate", "");
        }
        return carryOut(() -> drills.calibrate(asked));
    }

    /** Ends the drill. */
    @POST
    @Path("/stop")
    @Consumes(MediaType.APPLICATION_JSON)
    public DrillState stop(@Context HttpServerRequest request, byte[] body) {
        admit(request);
        String by = DrillBody.stop(body);
        gate.note(by, "drill --stop", "");
        return carryOut(() -> drills.stopDrill(by));
    }

    private void admit(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        gate.admit(peer == null ? null : peer.hostAddress(), request.getHeader(HttpHeaders.AUTHORIZATION));
    }

    private DrillState carryOut(Supplier<List<Refusal>> command) {
        List<Refusal> refusals;
        try {
            refusals = command.get();
        } catch (IllegalStateException e) {
            throw ControlRefusal.of(503, "Service Unavailable", String.valueOf(e.getMessage()));
        }
        if (!refusals.isEmpty()) {
            throw ControlRefusal.of(
                    409, "Conflict", refusals.stream().map(Refusal::words).collect(Collectors.joining("; ")));
        }
        return DrillState.of(watching.snapshot().drill());
    }
}

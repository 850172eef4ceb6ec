package dev.lastwatt.adapter.control;

import dev.lastwatt.app.SettingsRefused;
import dev.lastwatt.app.SettingsReview;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** The command that changes guests' settings in the hypervisor: for the command line on this host. */
@Path("/control/settings")
@Produces(MediaType.APPLICATION_JSON)
public class SettingsControlResource {

    private final ControlGate gate;
    private final SettingsReview review;

    /** For the running service. */
    public SettingsControlResource(ControlGate gate, SettingsReview review) {
        this.gate = gate;
        this.review = review;
    }

    /** Sets every setting that differs from what the policy implies, and says what came of each. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public SettingsApplied apply(@Context HttpServerRequest request, byte[] body) {
        SocketAddress peer = request.remoteAddress();
        gate.admit(peer == null ? null : peer.hostAddress(), request.getHeader(HttpHeaders.AUTHORIZATION));
        Command command = Command.arm(body);
        gate.note(command.by(), "settings --apply", command.reason());
        try {
            return SettingsApplied.of(review.apply(command.by(), command.reason()));
        } catch (SettingsRefused e) {
            throw ControlRefusal.of(409, "Conflict", String.valueOf(e.getMessage()));
        }
    }
}

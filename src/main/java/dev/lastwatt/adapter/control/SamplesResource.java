package dev.lastwatt.adapter.control;

import dev.lastwatt.app.SampleExchange;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Carries measured stops, for the command line on this host. Nothing large is let in at once: a file comes in pieces, and is taken in
 * when its last piece is there, all of it or nothing. One file at a time; a new one makes an unfinished one forgotten.
 */
@Singleton
@Path("/control/samples")
public class SamplesResource {

    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final ControlGate gate;
    private final SampleExchange samples;
    private final StringBuilder pending = new StringBuilder();
    private String importing = "";

    /** For the running service. */
    public SamplesResource(ControlGate gate, SampleExchange samples) {
        this.gate = gate;
        this.samples = samples;
    }

    /** All of them, or those of one guest. */
    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String exported(@Context HttpServerRequest request, @QueryParam("guest") @Nullable String guest) {
        admit(request);
        return samples.exported(guest);
    }

    /** The shutdowns of the host itself. */
    @GET
    @Path("/host")
    @Produces(MediaType.TEXT_PLAIN)
    public String exportedHost(@Context HttpServerRequest request) {
        admit(request);
        return samples.exportedHost();
    }

    /** One piece of a file. */
    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(MediaType.APPLICATION_JSON)
    public SampleExchange.Imported imported(
            @Context HttpServerRequest request,
            @QueryParam("file") @Nullable String file,
            @QueryParam("last") boolean last,
            byte[] piece) {
        admit(request);
        if (file == null || file.isBlank()) {
            throw ControlRefusal.invalid("file", "'file' is missing", "give each file a name of its own");
        }
        String whole = together(file, new String(piece, StandardCharsets.UTF_8), last);
        if (whole == null) {
            return new SampleExchange.Imported(0, 0);
        }
        try {
            return samples.imported(whole);
        } catch (IllegalArgumentException e) {
            throw ControlRefusal.invalid(null, String.valueOf(e.getMessage()), "nothing was taken in");
        } catch (IllegalStateException e) {
            throw ControlRefusal.of(503, "Service Unavailable", String.valueOf(e.getMessage()));
        }
    }

    private synchronized @Nullable String together(String file, String piece, boolean last) {
        if (!file.equals(importing)) {
            pending.setLength(0);
            importing = file;
        }
        if (pending.length() + piece.length() > MOST_BYTES) {
            pending.setLength(0);
            throw ControlRefusal.of(413, "Content Too Large", "a file of samples has at most " + MOST_BYTES + " bytes");
        }
        pending.append(piece);
        if (!last) {
            return null;
        }
        String whole = pending.toString();
        pending.setLength(0);
        importing = "";
        return whole;
    }

    private void admit(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        gate.admit(peer == null ? null : peer.hostAddress(), request.getHeader(HttpHeaders.AUTHORIZATION));
    }
}

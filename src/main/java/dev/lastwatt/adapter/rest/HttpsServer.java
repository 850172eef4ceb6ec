package dev.lastwatt.adapter.rest;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where the API is served over HTTPS. Plain HTTP has the framework's own setting and stays on loopback: what other machines reach
 * is encrypted because nothing else listens there.
 */
@Singleton
public class HttpsServer implements HttpServerOptionsCustomizer {

    /** Every address of the machine. */
    public static final String ADDRESS = "0.0.0.0";

    /** Beside the one of plain HTTP. */
    public static final String PORT = "8381";

    private final String address;

    /** At the address that is configured. */
    public HttpsServer(@ConfigProperty(name = "lastwatt.https.address", defaultValue = ADDRESS) String address) {
        this.address = address;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setHost(address);
        // Not by the framework's own setting: that would make callers of certificates by itself.
        options.setClientAuth(ClientAuth.REQUEST);
    }
}

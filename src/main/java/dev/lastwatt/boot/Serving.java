package dev.lastwatt.boot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** The service as a Quarkus application: runs until it is told to end. */
public final class Serving implements QuarkusApplication {

    private final Beans beans;

    /** Opens the service as the settings say. */
    public Serving(Beans beans) {
        this.beans = beans;
    }

    @Override
    public int run(String... args) {
        beans.open();
        Quarkus.waitForExit();
        return 0;
    }
}

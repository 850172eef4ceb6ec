package dev.lastwatt.port;

import dev.lastwatt.core.power.RuntimeTable;
import dev.lastwatt.core.power.UpsDevice;
import java.util.Optional;

/** How long new batteries last, by model of the UPS. */
public interface RuntimeTables {

    /** No model is known. */
    RuntimeTables NONE = device -> Optional.empty();

    /** The table of that device; empty where its model is not known. */
    Optional<RuntimeTable> of(UpsDevice device);
}

package dev.lastwatt.port;

import java.util.List;

/** Who else on this host acts on the same battery. */
@FunctionalInterface
public interface ShutdownAgents {

    /** Where there is nobody else, because the host is a simulated one. */
    ShutdownAgents NONE = () -> Look.NOTHING;

    /** Looks, in bounded time. Does not throw: what could not be found out is part of the answer. */
    Look look();

    /**
     * What one look has shown.
     *
     * @param acting those that would shut this host down
     * @param harmless those that are there and would not, each with how that is known
     * @param unknown what could not be found out, each with the reason; empty if everything was
     */
    record Look(List<ShutdownAgent> acting, List<String> harmless, List<String> unknown) {

        /** Nobody is there. */
        public static final Look NOTHING = new Look(List.of(), List.of(), List.of());

        /** Copies the lists. */
        public Look {
            acting = List.copyOf(acting);
            harmless = List.copyOf(harmless);
            unknown = List.copyOf(unknown);
        }

        /** A look that has shown nothing, for that reason. */
        public static Look failed(String why) {
            return new Look(List.of(), List.of(), List.of(why));
        }
    }
}

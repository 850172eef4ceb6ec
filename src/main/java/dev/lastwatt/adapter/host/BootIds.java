package dev.lastwatt.adapter.host;

/** What the ways to identify a boot have in common. */
final class BootIds {

    /**
     * The boot could not be identified. Such an id is never the same boot as any other, not even as itself: a run that began
     * under it, or is found under it, is closed and not resumed, and an outage that still lasts begins a new one.
     */
    static final String UNKNOWN = "unknown";

    private BootIds() {}
}

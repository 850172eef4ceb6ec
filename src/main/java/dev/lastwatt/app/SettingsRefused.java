package dev.lastwatt.app;

/** Settings are not applied now; nothing was changed. The message is for people and says what to do. */
public final class SettingsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why. */
    public SettingsRefused(String message) {
        super(message);
    }
}

package dev.lastwatt.adapter.ups.nut;

import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.UpsSetting;
import dev.lastwatt.core.power.ContactLoss;

/** What an {@code ERR} of the server means for whoever wants a reading. */
final class NutError {

    private NutError() {}

    /** Translates the code that came for this request. */
    static ContactLost of(String code, String request) {
        String seen = "the server answers " + code + " to " + request;
        return switch (code) {
            case "DATA-STALE" -> ContactLost.because(ContactLoss.STALE, "the server's own data are old (" + code + ")");
            case "DRIVER-NOT-CONNECTED" ->
                ContactLost.because(ContactLoss.NOT_READY, "the server's driver is not running (" + code + ")");
            case "UNKNOWN-UPS" -> ContactLost.because(ContactLoss.DENIED, seen, UpsSetting.NAME);
            case "ACCESS-DENIED", "USERNAME-REQUIRED", "PASSWORD-REQUIRED", "INVALID-USERNAME", "INVALID-PASSWORD" ->
                ContactLost.because(ContactLoss.DENIED, seen, UpsSetting.USERNAME, UpsSetting.PASSWORD_FILE);
            case "FEATURE-NOT-CONFIGURED", "FEATURE-NOT-SUPPORTED", "TLS-NOT-ENABLED" ->
                ContactLost.because(ContactLoss.DENIED, seen, UpsSetting.TLS);
            default -> ContactLost.because(ContactLoss.GARBLED, seen, UpsSetting.ADDRESS);
        };
    }
}

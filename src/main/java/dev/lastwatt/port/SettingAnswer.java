package dev.lastwatt.port;

/** What came of changing a setting of a guest. */
public sealed interface SettingAnswer {

    /** Read afterwards, it is what was asked for. */
    record Changed() implements SettingAnswer {}

    /**
     * It is as it was.
     *
     * @param cause the kind
     * @param detail for the journal: identifiers and codes, not localized text
     */
    record Refused(ActionAnswer.Cause cause, String detail) implements SettingAnswer {}

    /** It is not known: the hypervisor did not answer in time. */
    record Unanswered(String detail) implements SettingAnswer {}
}

package dev.lastwatt.core.drill;

/**
 * Why a drill is refused.
 *
 * @param reason what is in the way
 * @param fix what to do about it
 */
public record Refusal(String reason, String fix) {

    /** Both in a sentence. */
    public String words() {
        return reason + ": " + fix;
    }
}

package dev.lastwatt.adapter.ups.apcupsd;

import dev.lastwatt.adapter.ups.wire.BoundedInput;
import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.UpsSetting;
import dev.lastwatt.core.power.ContactLoss;
import java.util.Arrays;
import java.util.List;

/**
 * What a server sends for one request: frames of a 2 byte big-endian length and so many bytes, up to a frame of no bytes.
 *
 * @param lines the frames' text by lines, without their ends and without empty ones
 * @param ended whether the empty frame came; if not, the server has hung up after a whole frame
 */
record NisAnswer(List<String> lines, boolean ended) {

    /** What genuine clients accept; they give up on more. */
    private static final int LONGEST_FRAME = 999;

    private static final int MOST_FRAMES = 300;
    static final int MOST_BYTES = 16 * 1024;

    /** The request as it goes over the wire; the answer is at most {@link #MOST_BYTES} long. */
    static String request(String command) {
        return "\0" + (char) command.length() + command;
    }

    static NisAnswer from(BoundedInput in) {
        StringBuilder text = new StringBuilder();
        for (int frames = 0; frames <= MOST_FRAMES; frames++) {
            int high = in.next();
            if (high < 0) {
                return of(text, false);
            }
            int low = in.next();
            int length = high << 8 | low;
            if (low < 0 || length > LONGEST_FRAME) {
                throw ContactLost.because(
                        ContactLoss.GARBLED, "no answer of an apcupsd: a frame of wrong length", UpsSetting.ADDRESS);
            }
            if (length == 0) {
                return of(text, true);
            }
            text.append(in.exactly(length));
        }
        throw ContactLost.because(
                ContactLoss.GARBLED, "the answer has more than " + MOST_FRAMES + " lines", UpsSetting.ADDRESS);
    }

    private static NisAnswer of(CharSequence text, boolean ended) {
        List<String> lines = Arrays.stream(text.toString().split("[\r\n\0]+"))
                .filter(line -> !line.isBlank())
                .limit(MOST_FRAMES)
                .toList();
        return new NisAnswer(lines, ended);
    }
}

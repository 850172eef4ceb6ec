package dev.lastwatt.adapter.ups.wire;

import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.SourceAnswer;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Ends an exchange that will give no reading, from wherever in the protocol it failed. Stays inside the adapter: a source turns it
 * into a {@link SourceAnswer.Missing}. Carries no stack trace, for an unplugged server throws one every second.
 */
public final class ContactLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Long enough for a sentence and the settings, short enough for a log line and a mail's subject. */
    private static final int LONGEST_DETAIL = 200;

    private final ContactLoss kind;
    private final String detail;
    private final boolean beforeAnyAnswer;

    private ContactLost(ContactLoss kind, String detail, boolean beforeAnyAnswer) {
        super(detail, null, false, false);
        this.kind = kind;
        this.detail = detail;
        this.beforeAnyAnswer = beforeAnyAnswer;
    }

    /** Says what was seen and which settings to look at; text of the peer may be in it, unfiltered. */
    public static ContactLost because(ContactLoss kind, String seen, UpsSetting... lookAt) {
        String settings = Arrays.stream(lookAt).map(UpsSetting::key).collect(Collectors.joining(", "));
        String hint = settings.isEmpty() ? "" : " (see " + settings + ")";
        return new ContactLost(kind, Printable.line(seen, LONGEST_DETAIL - hint.length()) + hint, false);
    }

    /** The peer hung up before it answered anything: the fate of every connection kept over a restart of the server. */
    static ContactLost hungUp() {
        String seen = "the server closes the connection without an answer, as one does whose access list leaves us out";
        ContactLost plain = because(ContactLoss.REFUSED, seen, UpsSetting.ADDRESS);
        return new ContactLost(plain.kind, plain.detail, true);
    }

    /** What kind of failure. */
    public ContactLoss kind() {
        return kind;
    }

    /** Whether the peer hung up before it answered anything, so that asking again over a new connection is worth it. */
    public boolean beforeAnyAnswer() {
        return beforeAnyAnswer;
    }

    /** The failure as the answer of a source. */
    public SourceAnswer.Missing at(Instant now) {
        return new SourceAnswer.Missing(now, kind, detail);
    }
}

package dev.lastwatt.adapter.ups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;

/** Asserts on what a source answers. */
public final class SourceAnswers {

    private SourceAnswers() {}

    /** The reading; fails if there is none. */
    public static Reading reading(SourceAnswer answer) {
        assertThat(answer).isInstanceOf(SourceAnswer.Answered.class);
        return ((SourceAnswer.Answered) answer).reading();
    }

    /** That there is no reading, for this cause, with a fit detail that mentions these. */
    public static void assertMissing(SourceAnswer answer, ContactLoss cause, String... mentions) {
        assertThat(answer).isInstanceOf(SourceAnswer.Missing.class);
        SourceAnswer.Missing missing = (SourceAnswer.Missing) answer;
        assertThat(missing.cause()).as(missing.detail()).isEqualTo(cause);
        for (String mention : mentions) {
            assertThat(missing.detail()).contains(mention);
        }
        assertFit(missing);
    }

    /** That the detail is one bounded line of printable text, and not of an exception nobody thought of. */
    public static void assertFit(SourceAnswer.Missing missing) {
        assertThat(missing.detail()).matches("[ -~]{1,200}").doesNotStartWith("unexpected");
    }
}

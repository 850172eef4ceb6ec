package dev.lastwatt.app;

import dev.lastwatt.core.outage.Outcome;
import dev.lastwatt.port.ActionAnswer;

/** What the hypervisor's answers mean to a run. */
final class Answers {

    private Answers() {}

    static Outcome outcome(ActionAnswer answer) {
        if (answer instanceof ActionAnswer.Accepted) {
            return Outcome.ACCEPTED;
        }
        if (answer instanceof ActionAnswer.Already) {
            return Outcome.ALREADY;
        }
        if (answer instanceof ActionAnswer.Refused refused) {
            return switch (refused.cause()) {
                // Both pass: a backup ends, a guest that is starting runs at last.
                case BUSY, WRONG_STATE -> Outcome.BUSY;
                default -> Outcome.REFUSED;
            };
        }
        return Outcome.UNANSWERED;
    }

    /** The same for a request to save a guest that was shutting down: its state is the question, and will not pass. */
    static Outcome ofRescue(ActionAnswer answer) {
        boolean wrongState =
                answer instanceof ActionAnswer.Refused refused && refused.cause() == ActionAnswer.Cause.WRONG_STATE;
        return wrongState ? Outcome.REFUSED : outcome(answer);
    }

    static String detail(ActionAnswer answer) {
        if (answer instanceof ActionAnswer.Already already) {
            return already.state().name();
        }
        if (answer instanceof ActionAnswer.Refused refused) {
            return refused.cause() + ": " + refused.detail();
        }
        return answer instanceof ActionAnswer.Unanswered unanswered ? unanswered.detail() : "";
    }
}

package dev.lastwatt.adapter.hypervisor.hyperv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.ActionAnswer.Cause;

/** The module's answer to one request as the port's. */
final class ActionReader {

    private static final int LONGEST = 600;

    private ActionReader() {}

    static ActionAnswer answer(JsonNode json) {
        String detail = GuestReader.text(json, "detail", LONGEST);
        return switch (GuestReader.text(json, "answer", LONGEST)) {
            case "accepted" -> new ActionAnswer.Accepted();
            case "already" -> new ActionAnswer.Already(GuestState.named(GuestReader.text(json, "state", LONGEST)));
            case "refused" -> new ActionAnswer.Refused(cause(GuestReader.text(json, "cause", LONGEST)), detail);
            default -> new ActionAnswer.Unanswered(detail);
        };
    }

    static Cause cause(String word) {
        return switch (word) {
            case "wrong-state" -> Cause.WRONG_STATE;
            case "busy" -> Cause.BUSY;
            case "no-shutdown-service" -> Cause.NO_SHUTDOWN_SERVICE;
            case "no-room" -> Cause.NO_ROOM;
            case "not-savable" -> Cause.NOT_SAVABLE;
            case "gone" -> Cause.GONE;
            case "denied" -> Cause.DENIED;
            default -> Cause.FAILED;
        };
    }
}

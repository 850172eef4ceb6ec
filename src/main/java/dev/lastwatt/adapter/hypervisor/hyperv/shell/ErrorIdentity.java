package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastwatt.port.HypervisorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An error record of PowerShell by its identifiers and codes. The message is left behind: Windows translates it.
 *
 * @param id the fully qualified error id
 * @param category PowerShell's category
 * @param inner the exceptions, outermost first
 */
public record ErrorIdentity(String id, String category, List<Inner> inner) {

    private static final int E_ACCESSDENIED = 0x80070005;
    private static final int LONGEST = 300;
    private static final Set<String> MODULE_MISSING = Set.of(
            "CommandNotFoundException",
            "CouldNotAutoLoadModule",
            "CouldNotAutoloadMatchingModule",
            "Modules_ModuleNotFound",
            "Modules_ModuleWithVersionNotFound",
            "UnauthorizedAccess");

    /** Copies the list. */
    public ErrorIdentity {
        inner = List.copyOf(inner);
    }

    /**
     * One exception.
     *
     * @param type its class
     * @param hresult its HRESULT
     * @param words what its properties ErrorCode, Issue, FailureReason and NativeErrorCode say, where it has them
     */
    public record Inner(String type, int hresult, List<String> words) {

        /** Copies the list. */
        public Inner {
            words = List.copyOf(words);
        }
    }

    static ErrorIdentity of(JsonNode json) {
        List<Inner> inner = new ArrayList<>();
        for (JsonNode level : json.path("inner")) {
            List<String> words = new ArrayList<>();
            for (String field : List.of("errorCode", "issue", "failureReason", "nativeErrorCode", "messageId")) {
                if (level.hasNonNull(field)) {
                    words.add(bounded(level.path(field).asText()));
                }
            }
            inner.add(new Inner(
                    bounded(level.path("type").asText("")),
                    level.path("hresult").asInt(0),
                    words));
        }
        return new ErrorIdentity(
                bounded(json.path("id").asText("")),
                bounded(json.path("category").asText("")),
                inner);
    }

    /** The identifier without the command it came from. */
    public String name() {
        int comma = id.indexOf(',');
        return comma < 0 ? id : id.substring(0, comma);
    }

    /** What it means for whoever asked. */
    public HypervisorException.Cause cause() {
        if (says("AccessDenied")
                || category.equals("PermissionDenied")
                || name().equals("AccessDenied")
                || inner.stream().anyMatch(i -> i.hresult() == E_ACCESSDENIED)) {
            return HypervisorException.Cause.DENIED;
        }
        if (MODULE_MISSING.contains(name())) {
            return HypervisorException.Cause.MISCONFIGURED;
        }
        return HypervisorException.Cause.NOT_RUNNING;
    }

    private boolean says(String word) {
        return inner.stream().anyMatch(i -> i.words().contains(word));
    }

    /** For the log and the journal. */
    public String text() {
        StringBuilder text = new StringBuilder(id).append(' ').append(category);
        for (Inner level : inner) {
            level.words().forEach(w -> text.append(' ').append(w));
            text.append(String.format(" 0x%08x", level.hresult()));
        }
        return bounded(text.toString());
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}

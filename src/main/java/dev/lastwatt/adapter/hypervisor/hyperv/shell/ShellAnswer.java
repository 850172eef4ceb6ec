package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one call inside PowerShell.
 *
 * @param output the objects written, in order
 * @param errors the error records, as identifiers
 * @param timedOut the call was told to stop at its deadline; the output is what there was by then
 * @param stuck it could not be stopped: the session is of no more use
 * @param took time inside PowerShell, in milliseconds
 */
public record ShellAnswer(
        List<JsonNode> output, List<ErrorIdentity> errors, boolean timedOut, boolean stuck, long took) {

    /** Copies the lists. */
    public ShellAnswer {
        output = List.copyOf(output);
        errors = List.copyOf(errors);
    }

    static ShellAnswer of(JsonNode json) {
        List<JsonNode> output = new ArrayList<>();
        json.path("output").forEach(output::add);
        List<ErrorIdentity> errors = new ArrayList<>();
        json.path("errors").forEach(e -> errors.add(ErrorIdentity.of(e)));
        return new ShellAnswer(
                output,
                errors,
                json.path("timedOut").asBoolean(false),
                json.path("stuck").asBoolean(false),
                json.path("ms").asLong(-1));
    }
}

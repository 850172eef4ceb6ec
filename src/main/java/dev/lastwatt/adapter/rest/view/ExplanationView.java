package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.core.policy.Explanation;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which rule of the policy counts for a guest. */
@Schema(name = "Explanation", description = "Which rule of the policy counts for a guest, and why not the others.")
public record ExplanationView(
        @Schema(description = "Its GUID") String guest,

        String name,

        @Schema(description = "The words of its notes that begin with #, without that sign")
        List<String> tags,

        @Schema(
                description =
                        "The place of the rule that counts, from 1; 0 if none names the guest and the defaults hold")
        int rule,

        @Schema(description = "What that rule says, a line for each field")
        List<String> says,

        List<RuleView> rules) {

    /** One rule. */
    @Schema(name = "WeighedRule", description = "What became of one rule.")
    public record RuleView(
            @Schema(description = "Its place in the policy, from 1")
            int number,

            @Schema(description = "The guests that it is for, as it is written")
            String match,

            @Schema(
                    description =
                            "'hit', 'too late' (it names the guest, an earlier rule too) or 'others' (it does not)")
            String verdict,

            @Schema(description = "Why; follows upon the guest's name")
            String why) {}

    /** The JSON of this explanation. */
    public static ExplanationView of(Explanation explanation) {
        return new ExplanationView(
                explanation.guest().id().toString(),
                explanation.guest().name(),
                List.copyOf(explanation.guest().tags()),
                explanation.number(),
                explanation.says(),
                explanation.rules().stream()
                        .map(r ->
                                new RuleView(r.number(), r.match(), r.verdict().word(), r.why()))
                        .toList());
    }
}

package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.core.plan.WithoutUs;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What would become of the guests without Lastwatt. */
@Schema(
        name = "WithoutUs",
        description =
                "The same arithmetic for the day when Lastwatt does not run and Windows alone goes down, with Hyper-V's"
                        + " automatic stop actions.")
public record WithoutUsView(
        @Schema(description = "From when Windows begins until the host is off, by the medians")
        Duration neededExpected,

        @Schema(description = "The same by the upper quantiles")
        Duration neededWorst,

        @Schema(description = "Whether the battery carries it from the failure of the mains: yes, probably or no")
        String ifAtOnce,

        @Schema(description = "The same if Windows begins only at the UPS's low battery")
        String ifAtLowBattery,

        @Schema(description = "What is assumed to be left at low battery")
        Duration lowBattery,

        @Schema(description = "What the figures rest on, in sentences")
        List<String> assumptions,

        List<EndingView> guests) {

    /** One guest. */
    @Schema(name = "EndingWithoutUs", description = "What becomes of one guest if Windows alone goes down.")
    public record EndingView(
            @Schema(description = "Its GUID") String guest,

            String name,

            @Schema(description = "Its automatic stop action")
            String action,

            @Schema(description = "Whether what it has in memory is lost: none, possible or expected")
            String loss,

            @Schema(description = "When it is down after Windows begins, by the median")
            Duration expected,

            @Schema(description = "The same by the upper quantile")
            Duration worst,

            String why) {

        static EndingView of(WithoutUs.Ending e) {
            return new EndingView(
                    e.guest().toString(), e.name(), e.action(), Words.of(e.loss()), e.expected(), e.worst(), e.why());
        }
    }

    static WithoutUsView of(WithoutUs without) {
        return new WithoutUsView(
                without.neededExpected(),
                without.neededWorst(),
                Words.of(without.ifAtOnce()),
                Words.of(without.ifAtLowBattery()),
                WithoutUs.LOW_BATTERY,
                WithoutUs.ASSUMPTIONS,
                without.endings().stream().map(EndingView::of).toList());
    }
}

package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.core.journal.Fact;

/** Which fields the facts of drills have on the API. */
final class DrillFields {

    private static final String DRILL = "drill";

    private DrillFields() {}

    static FactFields of(Fact fact) {
        if (fact instanceof Fact.RunIsDrill f) {
            return FactFields.bare(f)
                    .with(DRILL, f.drill().value())
                    .with("until", f.until())
                    .with("through", f.through());
        } else if (fact instanceof Fact.BatteryNoted f) {
            return FactFields.bare(f)
                    .text(f.moment())
                    .with("chargePercent", f.chargePercent())
                    .with("runtime", f.runtime());
        }
        FactFields fields = FactFields.bare(fact);
        if (fact instanceof Fact.OfDrill f) {
            fields.with(DRILL, f.drill().value());
        }
        return ofGuest(fact, fields);
    }

    private static FactFields ofGuest(Fact fact, FactFields fields) {
        if (fact instanceof Fact.DrillBegan f) {
            return fields.guest(f.guest(), f.name())
                    .with("method", f.method().word())
                    .with("until", f.until())
                    .with("by", f.by())
                    .with("bootId", f.bootId());
        } else if (fact instanceof Fact.DrillStopAsked f) {
            return fields.guest(f.guest(), f.name())
                    .with("method", f.method().word())
                    .with("expectedEnd", f.expectedEnd())
                    .with("worstEnd", f.worstEnd());
        } else if (fact instanceof Fact.DrillStopAnswered f) {
            return fields.guest(f.guest(), f.name()).text(f.detail()).with("answer", f.answer());
        } else if (fact instanceof Fact.DrillGuestDown f) {
            return fields.guest(f.guest(), f.name())
                    .with("state", Words.of(f.state()))
                    .with("took", f.took());
        } else if (fact instanceof Fact.DrillStartAsked f) {
            return fields.guest(f.guest(), f.name());
        } else if (fact instanceof Fact.DrillStartAnswered f) {
            return fields.guest(f.guest(), f.name()).text(f.detail()).with("answer", f.answer());
        } else if (fact instanceof Fact.DrillProbeAsked f) {
            return fields.guest(f.guest(), f.name());
        } else if (fact instanceof Fact.DrillProbed f) {
            return fields.guest(f.guest(), f.name()).with("saved", f.saved());
        } else if (fact instanceof Fact.DrillGuestUp f) {
            return fields.guest(f.guest(), f.name()).with("took", f.took()).with("heartbeat", f.heartbeat());
        } else if (fact instanceof Fact.DrillEnded f) {
            return fields.guest(f.guest(), f.name())
                    .text(f.summary())
                    .with("outcome", f.outcome().word());
        } else if (fact instanceof Fact.CalibrationBegan f) {
            return fields.with("command", f.command())
                    .with("until", f.until())
                    .with("by", f.by())
                    .with("bootId", f.bootId());
        } else if (fact instanceof Fact.CalibrationStopping f) {
            return fields.text(f.why()).with("reached", f.reached());
        } else if (fact instanceof Fact.CalibrationEnded f) {
            return fields.text(f.summary())
                    .with("reached", f.reached())
                    .with("healthBefore", f.healthBefore())
                    .with("healthAfter", f.healthAfter())
                    .with("lowerBefore", f.lowerBefore())
                    .with("lowerAfter", f.lowerAfter());
        } else if (fact instanceof Fact.FullDrillReady f) {
            return fields.with("until", f.until()).with("through", f.through()).with("by", f.by());
        } else if (fact instanceof Fact.FullDrillEnded f) {
            return fields.text(f.summary());
        }
        return fields;
    }
}

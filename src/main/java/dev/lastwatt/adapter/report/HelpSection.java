package dev.lastwatt.adapter.report;

import dev.lastwatt.adapter.report.Section.Head;
import dev.lastwatt.app.BudgetInquiry;
import dev.lastwatt.core.plan.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What would help, each change with what it gains. */
final class HelpSection {

    private static final int TOLD = 12;

    private HelpSection() {}

    static Section of(BudgetInquiry inquiry, List<String> besides) {
        // More battery stands last and is always told.
        List<Suggestion> all = inquiry.helps();
        List<Suggestion> told = all.size() <= TOLD
                ? all
                : Stream.concat(all.subList(0, TOLD - 1).stream(), all.subList(all.size() - 1, all.size()).stream())
                        .toList();
        return new Section(
                "What would help",
                told.isEmpty()
                        ? ""
                        : "Each was planned again with this change alone: the gain is what is then more to spare, or less"
                                + " short. Gains do not add up.",
                List.of(Head.text("change", 42), Head.figure("gain"), Head.figure("in time"), Head.text("where", 44)),
                told.stream().map(HelpSection::row).toList(),
                besides);
    }

    private static List<String> row(Suggestion s) {
        return List.of(
                Legible.sentence(s.what()),
                Spans.words(s.gain()),
                s.moreInTime() == 0 ? "" : String.format(Locale.ROOT, "%+d", s.moreInTime()),
                Legible.sentence(s.how()));
    }
}

package dev.lastwatt.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BudgetTextTest {

    static final String HOSTILE = "<script>alert(1)</script>";

    private static String text(Hosts host) {
        return BudgetText.render(BudgetReport.of(host.snapshot(), ZoneOffset.UTC));
    }

    static Hosts hostile() {
        Hosts host = new Hosts();
        host.guest(HOSTILE, 1);
        host.guest("dc\u202E10", 2);
        host.guest("a\nGuests: none\n\u001b[2J", 3);
        host.guest("x".repeat(300), 4);
        host.guest("x".repeat(299) + "y", 4);
        host.guest("\u7d4c\u7406\u30b5\u30fc\u30d0\u30fc", 4);
        host.guest("twin", 4);
        host.guest("twin", 4);
        host.alarms.add("\u001b[31mred\u001b[0m\r\nforged");
        return host;
    }

    @Test
    void theAnswerStandsBeforeAnyFigure() {
        assertThat(text(Hosts.office()).lines().skip(3).findFirst().orElse(""))
                .startsWith("Would we make it today?  Yes, with ");
    }

    @Test
    void thePrintedSumAddsUp() {
        for (long seed = 0; seed < 60; seed++) {
            String text = text(Hosts.random(seed));
            long guests = length(text, "stopping the guests");
            long host = length(text, "\\+ the host's own shutdown");
            long reserve = length(text, "\\+ reserve");
            long needed = length(text, "= needed");
            long available = length(text, "= available");
            assertThat(guests + host + reserve).as("seed %d%n%s", seed, text).isEqualTo(needed);
            long margin = text.contains("  to spare  ") ? length(text, "  to spare") : -length(text, "  short by");
            assertThat(available - needed).as("seed %d%n%s", seed, text).isEqualTo(margin);
        }
    }

    private static long length(String text, String label) {
        Matcher m = Pattern.compile("(?m)^ *" + label + " +(-?)(?:(\\d+) h )?(?:(\\d+) min )?(\\d+) s")
                .matcher(text);
        assertThat(m.find()).as(label + " in\n" + text).isTrue();
        long seconds = 3600 * number(m.group(2)) + 60 * number(m.group(3)) + number(m.group(4));
        return m.group(1).isEmpty() ? seconds : -seconds;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    @Test
    void noLineIsWiderThanATerminal() {
        for (long seed = 0; seed < 60; seed++) {
            assertThat(text(Hosts.random(seed)).lines())
                    .allSatisfy(l -> assertThat(Legible.width(l)).isLessThanOrEqualTo(120));
        }
        assertThat(text(hostile()).lines())
                .allSatisfy(l -> assertThat(Legible.width(l)).isLessThanOrEqualTo(120));
    }

    @Test
    void hostileNamesForgeNothingAndKeepTheColumnsAligned() {
        String text = text(hostile());
        assertThat(text).doesNotContain("\u001b", "\r", "\u202E").doesNotContain("\nGuests: none");
        List<String> table = text.lines()
                .dropWhile(l -> !l.startsWith("guest "))
                .skip(2)
                .limit(8)
                .toList();
        assertThat(table).hasSize(8).allSatisfy(l -> assertThat(Legible.width(l))
                .isEqualTo(Legible.width(table.get(0))));
        assertThat(text).contains("twin 1a2b3c54").contains("twin 1a2b3c55");
    }

    @Test
    void aHostWithoutGuestsIsSaidToHaveNone() {
        assertThat(text(new Hosts())).contains("No guest has to be stopped.").contains("nothing: no guest has to be");
    }

    @Test
    void aServiceThatKnowsNothingPrintsTheAnswerAndWhatIsMissing() {
        String text = BudgetText.render(BudgetReport.of(new Hosts().knowingNothing(), ZoneOffset.UTC));
        assertThat(text).contains("Cannot know: the UPS has not answered yet").doesNotContain("The sum", "null");
    }
}

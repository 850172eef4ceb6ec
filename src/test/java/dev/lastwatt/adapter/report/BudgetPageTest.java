package dev.lastwatt.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.app.Snapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class BudgetPageTest {

    private static String page(Snapshot snapshot) {
        return BudgetPage.render(BudgetReport.of(snapshot, ZoneOffset.UTC));
    }

    @Test
    void theAnswerIsTheFirstThingOnThePage() {
        String page = page(Hosts.office().snapshot());
        assertThat(page.indexOf("Would we make it today?")).isLessThan(page.indexOf("<svg"));
        assertThat(page).contains("class=\"answer yes\"").contains("SQL01").contains("TIMEOUT");
    }

    @Test
    void hostileNamesAreShownAndNotRun() {
        String page = page(BudgetTextTest.hostile().snapshot());
        assertThat(page).doesNotContain("<script", "\u202E", "\u001b").contains("&lt;script&gt;");
    }

    @Test
    void nothingIsFetchedAndNothingRuns() {
        String page = page(Hosts.office().snapshot());
        assertThat(page.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
                .doesNotContain("http:", "https:", "src=", "href=", " style=", "onload", "@import");
    }

    @Test
    void thePolicyAllowsTheStyleSheetOfThePageAndNothingElse() throws Exception {
        String page = page(Hosts.office().snapshot());
        String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(BudgetPage.contentSecurityPolicy())
                .contains("default-src 'none'")
                .contains("sha256-" + hash);
    }

    @Test
    void everyKindOfHostGivesAWholePage() {
        for (long seed = 0; seed < 40; seed++) {
            assertThat(page(Hosts.random(seed).snapshot()))
                    .endsWith("</html>\n")
                    .doesNotContain("NOT_FOUND", "null");
        }
        assertThat(page(new Hosts().snapshot())).contains("No guest has to be stopped.");
        assertThat(page(new Hosts().knowingNothing())).contains("Cannot know").doesNotContain("<svg", "The sum");
    }
}

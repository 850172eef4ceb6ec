package dev.lastwatt.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.app.BudgetInquiry;
import dev.lastwatt.core.stoptime.StopSample;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetCsvTest {

    private static List<String> lines(Hosts host) {
        String csv = BudgetCsv.render(BudgetInquiry.of(host.snapshot(), host.samples, List.of()));
        assertThat(csv).endsWith("\r\n");
        return List.of(csv.split("\r\n"));
    }

    @Test
    void aLineAGuestWithTheFiguresOfThePlan() {
        Hosts host = Hosts.office();
        List<String> lines = lines(host);
        assertThat(lines).hasSize(1 + host.plan().stops().size());
        assertThat(lines.get(0)).startsWith("guest,name,method,timeout,").endsWith(",why");
        assertThat(lines)
                .anySatisfy(l -> assertThat(l)
                        .contains(",SQL01,shutdown,")
                        .contains(",66.600,")
                        .contains(",5,"
                                + host.samples.stream()
                                        .map(StopSample::at)
                                        .findFirst()
                                        .orElseThrow() + ",no,"))
                .anySatisfy(l -> assertThat(l).contains(",LINUX-TEST,shutdown,").contains(",0,,yes,"));
    }

    @Test
    void aNameThatASpreadsheetWouldCalculateIsText() {
        for (String name : List.of("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)")) {
            Hosts host = new Hosts();
            host.guest(name, 1);
            assertThat(lines(host).get(1)).contains(",'" + name + ",");
        }
    }

    @Test
    void commasQuotesAndLineBreaksStayInsideTheirField() {
        Hosts host = new Hosts();
        host.guest("a,\"b\"\r\nc", 1);
        assertThat(lines(host)).hasSize(2);
        assertThat(lines(host).get(1)).contains(",\"a,\"\"b\"\" c\",shutdown,");
    }

    @Test
    void withoutAPlanThereAreOnlyTheHeads() {
        assertThat(BudgetCsv.render(BudgetInquiry.of(new Hosts().knowingNothing()))
                        .split("\r\n"))
                .hasSize(1);
    }
}

package dev.lastwatt.served;

import dev.lastwatt.adapter.report.BudgetCsv;
import dev.lastwatt.adapter.report.BudgetPage;
import dev.lastwatt.adapter.report.BudgetReport;
import dev.lastwatt.adapter.report.BudgetText;
import dev.lastwatt.app.Inquiry;
import dev.lastwatt.app.Reports;
import dev.lastwatt.core.journal.RunId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The budget's reports on a served engine; there are no others. */
final class ServedReports implements Reports {

    private final Inquiry inquiry;

    ServedReports(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    @Override
    public String budget() {
        return BudgetText.render(BudgetReport.of(inquiry.budget(), ZoneOffset.UTC));
    }

    @Override
    public String budgetPage() {
        return BudgetPage.render(BudgetReport.of(inquiry.budget(), ZoneOffset.UTC));
    }

    @Override
    public String budgetCsv() {
        return BudgetCsv.render(inquiry.budget());
    }

    @Override
    public String pagePolicy() {
        return BudgetPage.contentSecurityPolicy();
    }

    @Override
    public String status() {
        return "";
    }

    @Override
    public String settings() {
        return "";
    }

    @Override
    public String rehearsal() {
        return "";
    }

    @Override
    public String runs() {
        return "";
    }

    @Override
    public Optional<String> run(RunId id) {
        return Optional.empty();
    }
}

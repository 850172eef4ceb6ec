package dev.lastwatt.boot;

import dev.lastwatt.adapter.report.BudgetCsv;
import dev.lastwatt.adapter.report.BudgetPage;
import dev.lastwatt.adapter.report.BudgetReport;
import dev.lastwatt.adapter.report.BudgetText;
import dev.lastwatt.adapter.report.Hindsight;
import dev.lastwatt.adapter.report.RehearsalText;
import dev.lastwatt.adapter.report.RunList;
import dev.lastwatt.adapter.report.RunReport;
import dev.lastwatt.adapter.report.RunText;
import dev.lastwatt.adapter.report.SettingsText;
import dev.lastwatt.adapter.report.StatusText;
import dev.lastwatt.app.Inquiry;
import dev.lastwatt.app.Installation;
import dev.lastwatt.app.Reports;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.port.Journal;
import java.time.ZoneId;
import java.util.Optional;

/** The reports of a running service. */
final class WrittenReports implements Reports {

    private static final int RUNS = 50;

    private final Service service;
    private final Inquiry inquiry;
    private final Journal journal;
    private final Installation installation;
    private final ZoneId zone;

    WrittenReports(Service service, Inquiry inquiry, Journal journal, Installation installation, ZoneId zone) {
        this.service = service;
        this.inquiry = inquiry;
        this.journal = journal;
        this.installation = installation;
        this.zone = zone;
    }

    @Override
    public String status() {
        return StatusText.render(service.snapshot(), installation.source(), zone);
    }

    @Override
    public String budget() {
        return BudgetText.render(BudgetReport.of(inquiry.budget(), zone));
    }

    @Override
    public String budgetPage() {
        return BudgetPage.render(BudgetReport.of(inquiry.budget(), zone));
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
    public String rehearsal() {
        return RehearsalText.render(inquiry.rehearse());
    }

    @Override
    public String settings() {
        return SettingsText.render(service.snapshot());
    }

    @Override
    public String runs() {
        return RunList.render(journal.runs(RUNS).stream().map(journal::ofRun).toList(), zone);
    }

    @Override
    public Optional<String> run(RunId id) {
        return RunReport.of(journal.ofRun(id), zone).map(r -> RunText.render(r, Hindsight.of(r, service.snapshot())));
    }
}

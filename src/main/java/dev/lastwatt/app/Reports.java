package dev.lastwatt.app;

import dev.lastwatt.core.journal.RunId;
import java.util.Optional;

/** What the service knows, written for people. Every text is safe to show as it is, whatever the guests are called. */
public interface Reports {

    /** The power, the phase, the arming, and what there is to warn of. */
    String status();

    /** Whether the battery suffices, and why; plain text. */
    String budget();

    /** The same as a page of HTML. */
    String budgetPage();

    /** What the rendered page may load, for its Content-Security-Policy header. */
    String pagePolicy();

    /** The whole plan played on what the model expects, without touching anything. */
    String rehearsal();

    /** The guests' automatic settings against what the policy implies. */
    String settings();

    /** The runs there have been, newest first. */
    String runs();

    /** One run, planned against actual; empty if there is none of that id. */
    Optional<String> run(RunId id);
}

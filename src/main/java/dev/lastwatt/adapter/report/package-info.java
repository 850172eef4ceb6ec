/** What people read: the budget, a run's post-mortem and the live view, as plain text and as pages. Renders, decides nothing. */
@NullMarked
package dev.lastwatt.adapter.report;

import org.jspecify.annotations.NullMarked;

package dev.lastwatt.core.journal;

/**
 * A fact with its place in the journal.
 *
 * @param sequence counts up from 1, without meaning but order
 */
public record JournalEntry(long sequence, Fact fact) {}

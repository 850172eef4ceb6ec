/**
 * The journal and the measured stops on disk: SQLite first, a plain file of lines where SQLite does not take a fact in time.
 * One service on one data folder.
 */
@NullMarked
package dev.lastwatt.adapter.store;

import org.jspecify.annotations.NullMarked;

/** What people read: reports as pages and as plain text. */
@NullMarked
package dev.lastwatt.adapter.web;

import org.jspecify.annotations.NullMarked;

/** The read-only API under {@code /api/v1}, and what every answer of the HTTP server has in common. */
@NullMarked
package dev.lastwatt.adapter.rest;

import org.jspecify.annotations.NullMarked;

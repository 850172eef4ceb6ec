/** Who may use the API: tokens become callers with roles, and who guesses is locked out. */
@NullMarked
package dev.lastwatt.adapter.rest.access;

import org.jspecify.annotations.NullMarked;

/** Tests of the API. */
@NullMarked
package dev.lastwatt.adapter.rest;

import org.jspecify.annotations.NullMarked;

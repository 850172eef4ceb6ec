/** The API's JSON, as explicit records: a change in the core does not change the API by accident. A missing value is left out. */
@NullMarked
package dev.lastwatt.adapter.rest.view;

import org.jspecify.annotations.NullMarked;

/** What the tests of all sources share. */
@NullMarked
package dev.lastwatt.adapter.ups;

import org.jspecify.annotations.NullMarked;

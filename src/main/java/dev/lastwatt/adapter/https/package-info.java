/** What the API shows of itself to other machines: the server's certificate, from files or made here. */
@NullMarked
package dev.lastwatt.adapter.https;

import org.jspecify.annotations.NullMarked;

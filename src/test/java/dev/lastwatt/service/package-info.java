/** The service as a whole: genuine peers, hostile peers, and a service that is killed. */
@NullMarked
package dev.lastwatt.service;

import org.jspecify.annotations.NullMarked;

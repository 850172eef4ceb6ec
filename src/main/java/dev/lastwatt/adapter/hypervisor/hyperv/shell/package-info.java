/**
 * Talking to PowerShell processes that may print noise, ask questions, hang or die: framed answers, deadlines, and
 * replacements opened in advance.
 */
@NullMarked
package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import org.jspecify.annotations.NullMarked;

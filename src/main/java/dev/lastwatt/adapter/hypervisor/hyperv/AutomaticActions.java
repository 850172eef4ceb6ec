package dev.lastwatt.adapter.hypervisor.hyperv;

import java.time.Duration;

/**
 * What Hyper-V does with a guest by itself when the host goes down and comes up.
 *
 * @param stop TurnOff, Save or ShutDown
 * @param start Nothing, StartIfRunning or Start
 * @param startDelay how long after the host
 */
public record AutomaticActions(String stop, String start, Duration startDelay) {}

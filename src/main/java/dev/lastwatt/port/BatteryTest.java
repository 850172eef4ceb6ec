package dev.lastwatt.port;

/** A command of a UPS that has it run on its battery with the mains there, and the one that ends it. Safe for use by several threads. */
public interface BatteryTest {

    /** The command, as the device names it. */
    String name();

    /** Has it run on its battery. Takes a bounded time and never throws. */
    ActionAnswer start();

    /** Has it go back to the mains. Takes a bounded time and never throws. */
    ActionAnswer stop();
}

package dev.lastwatt.core.power;

/**
 * One word of a UPS's status. The names are those of NUT's {@code ups.status} variable (RFC 9271, section 5.1), which every
 * source translates its own flags into.
 */
public enum StatusFlag {
    /** On line: the mains feed the load. */
    OL,
    /** On battery. */
    OB,
    /** Low battery. */
    LB,
    /** High battery. */
    HB,
    /** The battery needs to be replaced. */
    RB,
    /** The battery is charging. */
    CHRG,
    /** The battery is discharging. */
    DISCHRG,
    /** The load is fed around the inverter: no protection. */
    BYPASS,
    /** A runtime calibration is under way. */
    CAL,
    /** A self-test is under way. */
    TEST,
    /** The output is switched off. */
    OFF,
    /** Overloaded. */
    OVER,
    /** Trimming a high input voltage: still on the mains. */
    TRIM,
    /** Boosting a low input voltage: still on the mains. */
    BOOST,
    /** Forced shutdown: whoever commands this UPS is about to cut the power. */
    FSD,
    /** The UPS has an alarm of its own. */
    ALARM
}

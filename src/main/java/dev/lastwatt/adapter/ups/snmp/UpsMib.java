package dev.lastwatt.adapter.ups.snmp;

import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.snmp4j.smi.OID;

/**
 * The UPS-MIB of RFC 1628. The first line stands for all: a card that has several is of a three-phase UPS, whose lines fail
 * together for those behind it.
 */
final class UpsMib implements Mib {

    private static final String UPS = "1.3.6.1.2.1.33.1.";

    /** upsBatteryStatus: unknown 1, normal 2, low 3, depleted 4. */
    static final OID BATTERY_STATUS = new OID(UPS + "2.1.0");

    /** upsEstimatedMinutesRemaining. */
    private static final OID MINUTES = new OID(UPS + "2.3.0");
    /** upsEstimatedChargeRemaining, percent. */
    private static final OID CHARGE = new OID(UPS + "2.4.0");
    /** upsBatteryVoltage, 0.1 V. */
    private static final OID BATTERY_VOLTS = new OID(UPS + "2.5.0");
    /** upsInputVoltage of line 1, V. */
    private static final OID INPUT_VOLTS = new OID(UPS + "3.3.1.3.1");
    /** upsOutputSource: other 1, none 2, normal 3, bypass 4, battery 5, booster 6, reducer 7. */
    private static final OID SOURCE = new OID(UPS + "4.1.0");
    /** upsOutputPower of line 1, W. */
    private static final OID WATTS = new OID(UPS + "4.4.1.4.1");
    /** upsOutputPercentLoad of line 1. */
    private static final OID LOAD = new OID(UPS + "4.4.1.5.1");
    /** upsTestResultsSummary: 5 is in progress. */
    private static final OID TEST = new OID(UPS + "7.3.0");

    private static final int IN_PROGRESS = 5;

    @Override
    public String title() {
        return "RFC 1628";
    }

    @Override
    public OID source() {
        return SOURCE;
    }

    @Override
    public List<OID> variables() {
        return List.of(SOURCE, BATTERY_STATUS, MINUTES, CHARGE, BATTERY_VOLTS, INPUT_VOLTS, WATTS, LOAD, TEST);
    }

    @Override
    public Reading reading(SnmpValues values, Instant now) {
        Set<StatusFlag> status = EnumSet.noneOf(StatusFlag.class);
        status.addAll(fedBy(values.code(SOURCE)));
        if (isLow(values)) {
            status.add(StatusFlag.LB);
        }
        if (values.code(TEST) == IN_PROGRESS) {
            status.add(StatusFlag.TEST);
        }
        return new Reading(
                now,
                status,
                values.number(CHARGE, 1),
                values.time(MINUTES, 60_000),
                values.number(LOAD, 1),
                values.number(WATTS, 1),
                values.number(INPUT_VOLTS, 1),
                values.number(BATTERY_VOLTS, 10));
    }

    /** Whether upsBatteryStatus says low or depleted. */
    static boolean isLow(SnmpValues values) {
        int battery = values.code(BATTERY_STATUS);
        return battery == 3 || battery == 4;
    }

    /** The flags of an output source as RFC 1628 counts them, and XUPS after it. */
    static Set<StatusFlag> fedBy(int source) {
        return switch (source) {
            case 2 -> EnumSet.of(StatusFlag.OFF);
            case 3 -> EnumSet.of(StatusFlag.OL);
            case 4 -> EnumSet.of(StatusFlag.OL, StatusFlag.BYPASS);
            case 5 -> EnumSet.of(StatusFlag.OB);
            case 6 -> EnumSet.of(StatusFlag.OL, StatusFlag.BOOST);
            case 7 -> EnumSet.of(StatusFlag.OL, StatusFlag.TRIM);
            default -> EnumSet.noneOf(StatusFlag.class);
        };
    }
}

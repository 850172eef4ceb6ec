package dev.lastwatt.adapter.ups.snmp;

import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.snmp4j.smi.OID;

/** APC's PowerNet-MIB (enterprise 318). Times are in hundredths of a second. */
final class PowerNetMib implements Mib {

    private static final String UPS = "1.3.6.1.4.1.318.1.1.1.";

    /** upsBasicBatteryStatus: unknown 1, normal 2, low 3, in fault 4. */
    private static final OID BATTERY_STATUS = new OID(UPS + "2.1.1.0");
    /** upsAdvBatteryCapacity, percent. */
    private static final OID CHARGE = new OID(UPS + "2.2.1.0");
    /** upsAdvBatteryRunTimeRemaining. */
    private static final OID RUNTIME = new OID(UPS + "2.2.3.0");
    /** upsAdvBatteryReplaceIndicator: 2 is needed. */
    private static final OID REPLACE = new OID(UPS + "2.2.4.0");
    /** upsAdvBatteryActualVoltage, V. */
    private static final OID BATTERY_VOLTS = new OID(UPS + "2.2.8.0");
    /** upsAdvInputLineVoltage, V. */
    private static final OID INPUT_VOLTS = new OID(UPS + "3.2.1.0");
    /** upsAdvInputLineFailCause: 9 is a self-test. */
    private static final OID FAIL_CAUSE = new OID(UPS + "3.2.5.0");
    /** upsBasicOutputStatus. */
    private static final OID SOURCE = new OID(UPS + "4.1.1.0");
    /** upsAdvOutputLoad, percent. */
    private static final OID LOAD = new OID(UPS + "4.2.3.0");
    /** upsAdvOutputActivePower, W; newer cards only. */
    private static final OID WATTS = new OID(UPS + "4.2.8.0");
    /** upsAdvTestCalibrationResults: 3 is in progress. */
    private static final OID CALIBRATION = new OID(UPS + "7.2.6.0");
    /** upsBasicStateOutputState: 64 characters, each 0 or 1. */
    private static final OID STATES = new OID(UPS + "11.1.1.0");

    private static final int ON_BATTERY = 3;
    private static final int SELF_TEST = 9;
    private static final int IN_PROGRESS = 3;
    /** Places in the states, counted from 1 as the MIB does. */
    private static final int OVERLOAD = 9;

    private static final int RUNTIME_CALIBRATION = 10;
    private static final int SELF_TEST_IN_PROGRESS = 29;

    @Override
    public String title() {
        return "PowerNet";
    }

    @Override
    public OID source() {
        return SOURCE;
    }

    @Override
    public List<OID> variables() {
        return List.of(
                SOURCE,
                BATTERY_STATUS,
                CHARGE,
                RUNTIME,
                REPLACE,
                BATTERY_VOLTS,
                INPUT_VOLTS,
                FAIL_CAUSE,
                LOAD,
                WATTS,
                CALIBRATION,
                STATES);
    }

    @Override
    public Reading reading(SnmpValues values, Instant now) {
        int source = values.code(SOURCE);
        Set<StatusFlag> status = fedBy(source);
        int battery = values.code(BATTERY_STATUS);
        if (battery == 3) {
            status.add(StatusFlag.LB);
        }
        if (values.code(REPLACE) == 2 || battery == 4) {
            status.add(StatusFlag.RB);
        }
        String states = values.text(STATES);
        if (isSet(states, OVERLOAD)) {
            status.add(StatusFlag.OVER);
        }
        if (isSet(states, RUNTIME_CALIBRATION) || values.code(CALIBRATION) == IN_PROGRESS) {
            status.add(StatusFlag.CAL);
        }
        // The cause stays after the transfer is over, so it says something of a load on battery only.
        if (isSet(states, SELF_TEST_IN_PROGRESS) || (source == ON_BATTERY && values.code(FAIL_CAUSE) == SELF_TEST)) {
            status.add(StatusFlag.TEST);
        }
        return new Reading(
                now,
                status,
                values.number(CHARGE, 1),
                values.time(RUNTIME, 10),
                values.number(LOAD, 1),
                values.number(WATTS, 1),
                values.number(INPUT_VOLTS, 1),
                values.number(BATTERY_VOLTS, 1));
    }

    private static Set<StatusFlag> fedBy(int source) {
        return switch (source) {
            case 2, 13, 14, 18, 19, 20 -> EnumSet.of(StatusFlag.OL);
            case ON_BATTERY, 24 -> EnumSet.of(StatusFlag.OB);
            case 4 -> EnumSet.of(StatusFlag.OL, StatusFlag.BOOST);
            case 12 -> EnumSet.of(StatusFlag.OL, StatusFlag.TRIM);
            case 6, 9, 10, 16 -> EnumSet.of(StatusFlag.OL, StatusFlag.BYPASS);
            case 15 -> EnumSet.of(StatusFlag.OB, StatusFlag.TEST);
            case 5, 7, 8, 11 -> EnumSet.of(StatusFlag.OFF);
            default -> EnumSet.noneOf(StatusFlag.class);
        };
    }

    private static boolean isSet(String states, int place) {
        return states.length() >= place && states.charAt(place - 1) == '1';
    }
}

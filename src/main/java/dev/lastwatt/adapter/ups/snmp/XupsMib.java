package dev.lastwatt.adapter.ups.snmp;

import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.snmp4j.smi.OID;

/**
 * Eaton's XUPS-MIB (Powerware; enterprise 534). It has no variable for a low battery, only an alarm table; the cards that speak it know
 * RFC 1628 too, whose battery status is asked for beside it.
 */
final class XupsMib implements Mib {

    private static final String XUPS = "1.3.6.1.4.1.534.1.";

    /** xupsBatTimeRemaining, s. */
    private static final OID SECONDS = new OID(XUPS + "2.1.0");
    /** xupsBatVoltage, V. */
    private static final OID BATTERY_VOLTS = new OID(XUPS + "2.2.0");
    /** xupsBatCapacity, percent. */
    private static final OID CHARGE = new OID(XUPS + "2.4.0");
    /** xupsBatteryAbmStatus: charging 1, discharging 2, floating 3, resting 4. */
    private static final OID BATTERY = new OID(XUPS + "2.5.0");
    /** xupsInputVoltage of phase 1, V. */
    private static final OID INPUT_VOLTS = new OID(XUPS + "3.4.1.2.1");
    /** xupsOutputLoad, percent. */
    private static final OID LOAD = new OID(XUPS + "4.1.0");
    /** xupsOutputWatts of phase 1. */
    private static final OID WATTS = new OID(XUPS + "4.4.1.4.1");
    /** xupsOutputSource: 1 to 7 as in RFC 1628, parallel for capacity 8, for redundancy 9, high efficiency 10, maintenance bypass 11, saver 12. */
    private static final OID SOURCE = new OID(XUPS + "4.5.0");
    /** xupsTestBatteryStatus: 4 is in progress. */
    private static final OID TEST = new OID(XUPS + "8.2.0");

    private static final int IN_PROGRESS = 4;

    @Override
    public String title() {
        return "XUPS";
    }

    @Override
    public OID source() {
        return SOURCE;
    }

    @Override
    public List<OID> variables() {
        return List.of(
                SOURCE, SECONDS, BATTERY_VOLTS, CHARGE, BATTERY, INPUT_VOLTS, LOAD, WATTS, TEST, UpsMib.BATTERY_STATUS);
    }

    @Override
    public Reading reading(SnmpValues values, Instant now) {
        Set<StatusFlag> status = EnumSet.noneOf(StatusFlag.class);
        int source = values.code(SOURCE);
        switch (source) {
            case 8, 9, 10, 12 -> status.add(StatusFlag.OL);
            case 11 -> {
                status.add(StatusFlag.OL);
                status.add(StatusFlag.BYPASS);
            }
            default -> status.addAll(UpsMib.fedBy(source));
        }
        switch (values.code(BATTERY)) {
            case 1 -> status.add(StatusFlag.CHRG);
            case 2 -> status.add(StatusFlag.DISCHRG);
            default -> {}
        }
        if (UpsMib.isLow(values)) {
            status.add(StatusFlag.LB);
        }
        if (values.code(TEST) == IN_PROGRESS) {
            status.add(StatusFlag.TEST);
        }
        return new Reading(
                now,
                status,
                values.number(CHARGE, 1),
                values.time(SECONDS, 1000),
                values.number(LOAD, 1),
                values.number(WATTS, 1),
                values.number(INPUT_VOLTS, 1),
                values.number(BATTERY_VOLTS, 1));
    }
}

package dev.lastwatt.adapter.ups.snmp;

import dev.lastwatt.core.power.Reading;
import java.time.Instant;
import java.util.List;
import org.snmp4j.smi.OID;

/** A vocabulary that agents speak of a UPS: which variables make a reading, and how. Without state. */
interface Mib {

    /** Its name, for people. */
    String title();

    /** The variable that says what feeds the load. An agent that does not have it does not speak this vocabulary. */
    OID source();

    /** All variables that a reading is made of, the source among them. */
    List<OID> variables();

    /** The reading that these values make. What is missing or out of range becomes missing. */
    Reading reading(SnmpValues values, Instant now);
}

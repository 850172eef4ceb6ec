package dev.lastwatt.adapter.ups.snmp;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** What an agent answered, by variable. Agents are not believed about types: what is not a number where one belongs is missing. */
final class SnmpValues {

    /** A model's name is shorter; what is longer is cut. */
    private static final int LONGEST_TEXT = 200;

    private final Map<OID, Variable> values = new HashMap<>();

    /** Those of an answer that are there at all. */
    SnmpValues(PDU answer) {
        for (VariableBinding binding : answer.getVariableBindings()) {
            if (!binding.isException() && binding.getVariable() != null) {
                values.put(binding.getOid(), binding.getVariable());
            }
        }
    }

    /** Whether the agent has this variable, whatever it says. */
    boolean has(OID variable) {
        return values.containsKey(variable);
    }

    /** A number, or -1 where there is none: no enumeration of these vocabularies uses it. */
    int code(OID variable) {
        Double number = number(variable, 1);
        return number == null ? -1 : number.intValue();
    }

    /** A number in units of which the agent sends so many per unit; negative ones are the agents' way to say "unknown". */
    @Nullable Double number(OID variable, double perUnit) {
        Variable value = values.get(variable);
        if (!(value instanceof Integer32 || value instanceof UnsignedInteger32 || value instanceof Counter64)) {
            return null;
        }
        long number = value.toLong();
        return number < 0 ? null : number / perUnit;
    }

    /** A time that the agent counts in units of so many milliseconds. */
    @Nullable Duration time(OID variable, long millis) {
        Double number = number(variable, 1);
        return number == null || number > Integer.MAX_VALUE ? null : Duration.ofMillis((long) (number * millis));
    }

    /** A text, empty where there is none. */
    String text(OID variable) {
        if (!(values.get(variable) instanceof OctetString octets)) {
            return "";
        }
        OctetString cut = octets.length() > LONGEST_TEXT ? octets.substring(0, LONGEST_TEXT) : octets;
        return cut.toASCII('?');
    }
}

package dev.lastwatt.adapter.ups.snmp;

import java.util.List;

/** Whose variables an agent is asked for. */
public enum MibChoice {
    /** The first that the agent answers: the vendors' own before the standard one, because they say more. */
    AUTO(List.of(new PowerNetMib(), new XupsMib(), new UpsMib())),
    /** RFC 1628, which nearly every card knows. */
    RFC1628(List.of(new UpsMib())),
    /** APC's PowerNet-MIB. */
    POWERNET(List.of(new PowerNetMib())),
    /** Eaton's (Powerware's) XUPS-MIB. */
    XUPS(List.of(new XupsMib()));

    private final List<Mib> mibs;

    MibChoice(List<Mib> mibs) {
        this.mibs = mibs;
    }

    /** Those to try, in this order. */
    List<Mib> mibs() {
        return mibs;
    }
}

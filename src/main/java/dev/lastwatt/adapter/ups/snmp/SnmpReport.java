package dev.lastwatt.adapter.ups.snmp;

import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.UpsSetting;
import dev.lastwatt.core.power.ContactLoss;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;

/** What an agent means by a report instead of an answer (RFC 3414, section 5: usmStats). */
final class SnmpReport {

    private SnmpReport() {}

    /** Whether it only tells a newcomer the agent's identity and clock, as every exchange begins. */
    static boolean isOfTheBeginning(PDU report) {
        OID counter = counter(report);
        return counter.startsWith(SnmpConstants.usmStatsNotInTimeWindows)
                || counter.startsWith(SnmpConstants.usmStatsUnknownEngineIDs);
    }

    static ContactLost meaning(PDU report) {
        OID counter = counter(report);
        if (counter.startsWith(SnmpConstants.usmStatsUnknownUserNames)) {
            return ContactLost.because(ContactLoss.DENIED, "the agent knows no such user", UpsSetting.USERNAME);
        }
        if (counter.startsWith(SnmpConstants.usmStatsWrongDigests)) {
            return ContactLost.because(
                    ContactLoss.DENIED,
                    "wrong password, or the user's authentication is another",
                    UpsSetting.PASSWORD_FILE,
                    UpsSetting.SNMP);
        }
        if (counter.startsWith(SnmpConstants.usmStatsDecryptionErrors)) {
            return ContactLost.because(
                    ContactLoss.DENIED, "wrong privacy password, or the user's encryption is another", UpsSetting.SNMP);
        }
        if (counter.startsWith(SnmpConstants.usmStatsUnsupportedSecLevels)) {
            return ContactLost.because(
                    ContactLoss.DENIED,
                    "the user has no such level: passwords are given that the agent does not ask for, or the reverse",
                    UpsSetting.PASSWORD_FILE,
                    UpsSetting.SNMP);
        }
        if (isOfTheBeginning(report)) {
            return ContactLost.because(ContactLoss.NOT_READY, "the agent was restarted; the next reading tries anew");
        }
        return ContactLost.because(ContactLoss.DENIED, "the agent reports " + counter, UpsSetting.SNMP);
    }

    private static OID counter(PDU report) {
        return report.size() == 0 ? new OID() : report.get(0).getOid();
    }
}

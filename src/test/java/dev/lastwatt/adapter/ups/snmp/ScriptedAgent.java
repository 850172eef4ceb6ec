package dev.lastwatt.adapter.ups.snmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** An SNMP agent of the library's other half, that has what a test puts into it. Answers versions 1 and 2c. */
final class ScriptedAgent implements AutoCloseable, CommandResponder {

    private final Map<OID, Variable> variables = new ConcurrentHashMap<>();
    private final List<Integer> asked = new ArrayList<>();
    private final DefaultUdpTransportMapping transport;
    private final Snmp snmp;
    private volatile boolean mute;
    private volatile int failure = PDU.noError;

    ScriptedAgent() {
        try {
            transport = new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/0"));
            snmp = new Snmp(transport);
            snmp.addCommandResponder(this);
            snmp.listen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return transport.getListenAddress().getPort();
    }

    ScriptedAgent has(String oid, int value) {
        return has(oid, new Integer32(value));
    }

    ScriptedAgent has(String oid, String value) {
        return has(oid, new OctetString(value));
    }

    ScriptedAgent has(String oid, Variable value) {
        variables.put(new OID(oid), value);
        return this;
    }

    ScriptedAgent hasNo(String oid) {
        variables.remove(new OID(oid));
        return this;
    }

    /** Swallows everything from now on, or no more. */
    void mute(boolean now) {
        mute = now;
    }

    /** Answers every request with this error status. */
    void failsWith(int status) {
        failure = status;
    }

    /** How many variables each request so far asked for. */
    synchronized List<Integer> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized <A extends Address> void processPdu(CommandResponderEvent<A> event) {
        PDU request = event.getPDU();
        if (mute || request == null || request.getType() != PDU.GET) {
            return;
        }
        asked.add(request.size());
        PDU answer = answer(request, event.getMessageProcessingModel() == SnmpConstants.version1);
        try {
            event.getMessageDispatcher()
                    .returnResponsePdu(
                            event.getMessageProcessingModel(),
                            event.getSecurityModel(),
                            event.getSecurityName(),
                            event.getSecurityLevel(),
                            answer,
                            event.getMaxSizeResponsePDU(),
                            event.getStateReference(),
                            new StatusInformation());
        } catch (MessageException e) {
            throw new IllegalStateException(e);
        }
    }

    private PDU answer(PDU request, boolean version1) {
        PDU answer = new PDU(request);
        answer.setType(PDU.RESPONSE);
        answer.setRequestID(request.getRequestID());
        if (failure != PDU.noError) {
            answer.setErrorStatus(failure);
            return answer;
        }
        for (int i = 0; i < request.size(); i++) {
            OID oid = request.get(i).getOid();
            @Nullable Variable value = variables.get(oid);
            if (value == null && version1) {
                answer.setErrorStatus(PDU.noSuchName);
                answer.setErrorIndex(i + 1);
                return answer;
            }
            answer.set(i, new VariableBinding(oid, value == null ? Null.noSuchObject : value));
        }
        return answer;
    }

    @Override
    public void close() {
        try {
            snmp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

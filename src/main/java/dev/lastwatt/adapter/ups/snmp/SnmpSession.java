package dev.lastwatt.adapter.ups.snmp;

import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.Deadline;
import dev.lastwatt.adapter.ups.wire.UpsSetting;
import dev.lastwatt.core.power.ContactLoss;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/** Asks one agent at one address. After any failure it is thrown away: what it has learned may no longer be true. */
final class SnmpSession implements AutoCloseable {

    /** A lost packet is sent again so often within a reading. */
    private static final int RETRIES = 2;

    private final Snmp snmp;
    private final Target<UdpAddress> target;
    private final boolean version1;
    /** What this agent does not have; version 1 answers nothing at all while these are asked for. */
    private final Set<OID> absent = new HashSet<>();

    private final ReportLog reports;

    private SnmpSession(Snmp snmp, Target<UdpAddress> target, boolean version1) {
        this.snmp = snmp;
        this.target = target;
        this.version1 = version1;
        this.reports = new ReportLog(snmp.getReportHandler());
        snmp.setReportHandler(reports);
    }

    /** Opens a socket; says nothing to the agent yet. */
    static SnmpSession open(SnmpSettings settings, InetAddress address) {
        try {
            Snmp snmp = SnmpStack.of(settings.access());
            Target<UdpAddress> target = SnmpStack.target(
                    settings.access(),
                    new UdpAddress(address, settings.address().port()));
            target.setRetries(RETRIES);
            target.setTimeout(Math.max(1, settings.readTimeout().toMillis() / (RETRIES + 1)));
            snmp.listen();
            return new SnmpSession(snmp, target, target.getVersion() == SnmpConstants.version1);
        } catch (IOException e) {
            throw ContactLost.because(ContactLoss.SILENT, "no UDP socket: " + e.getMessage());
        }
    }

    /** What the agent has of these, in one answer. */
    SnmpValues ask(List<OID> variables, Deadline by) {
        while (true) {
            List<OID> asked = new ArrayList<>(variables);
            asked.removeAll(absent);
            if (asked.isEmpty()) {
                return new SnmpValues(new PDU());
            }
            PDU answer = exchange(asked, by);
            if (answer.getType() == PDU.REPORT) {
                throw SnmpReport.meaning(answer);
            }
            if (answer.getErrorStatus() == PDU.noError) {
                return new SnmpValues(answer);
            }
            int place = answer.getErrorIndex();
            if (!version1 || answer.getErrorStatus() != PDU.noSuchName || place < 1 || place > asked.size()) {
                throw ContactLost.because(
                        ContactLoss.GARBLED, "the agent answers " + answer.getErrorStatusText(), UpsSetting.ADDRESS);
            }
            absent.add(asked.get(place - 1));
        }
    }

    private PDU exchange(List<OID> variables, Deadline by) {
        PDU request = target.getVersion() == SnmpConstants.version3 ? new ScopedPDU() : new PDU();
        request.setType(PDU.GET);
        variables.forEach(variable -> request.add(new VariableBinding(variable)));
        reports.forget();
        Answer answer = new Answer(target.getAddress().getInetAddress());
        try {
            snmp.send(request, target, null, answer);
            return answer.comes.get(by.remainingMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            throw ContactLost.because(ContactLoss.SILENT, "cannot be sent: " + e.getMessage(), UpsSetting.ADDRESS);
        } catch (TimeoutException | ExecutionException e) {
            PDU report = reports.latest();
            throw report == null || SnmpReport.isOfTheBeginning(report) ? silence() : SnmpReport.meaning(report);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silence();
        } finally {
            snmp.cancel(request, answer);
        }
    }

    /** An agent says nothing at all to who is not allowed to ask, so this may mean anything. */
    private ContactLost silence() {
        String mayBe = target.getVersion() == SnmpConstants.version3
                ? "no answer: address, version, privacy or the card's access list"
                : "no answer: address, version, community or the card's access list";
        return ContactLost.because(ContactLoss.SILENT, mayBe, UpsSetting.ADDRESS, UpsSetting.SNMP);
    }

    @Override
    public void close() {
        try {
            snmp.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /** Waits for the answer of one address. */
    private static final class Answer implements ResponseListener {

        private final InetAddress from;
        private final CompletableFuture<PDU> comes = new CompletableFuture<>();

        Answer(InetAddress from) {
            this.from = from;
        }

        @Override
        public <A extends Address> void onResponse(ResponseEvent<A> event) {
            PDU response = event.getResponse();
            if (response == null) {
                comes.completeExceptionally(new TimeoutException());
            } else if (event.getPeerAddress() instanceof UdpAddress peer && from.equals(peer.getInetAddress())) {
                comes.complete(response);
            }
        }
    }
}

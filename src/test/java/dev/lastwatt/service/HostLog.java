package dev.lastwatt.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lastwatt.adapter.hypervisor.hyperv.SimulatedHost;
import dev.lastwatt.peer.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What happened on a simulated host, as its own event log has it and a PowerShell of the test's own reads it. */
record HostLog(List<Event> events, Map<String, String> states) {

    /** Turned off, hard. */
    static final int TURNED_OFF = 18502;

    /** Shut down by its integration service. */
    static final int SHUT_DOWN = 18504;

    /** Saved. */
    static final int SAVED = 18510;

    /** Started. */
    static final int STARTED = 18500;

    private static final JsonMapper JSON = new JsonMapper();

    /** One event of a guest, in the time of the host. */
    record Event(int id, String guest, Instant at) {}

    private static final String READ = """
            $ErrorActionPreference = 'Stop'
            $states = @{}
            foreach ($vm in Hyper-V\\Get-VM) { $states[$vm.Name] = "$($vm.State)" }
            $events = @(try {
                Microsoft.PowerShell.Diagnostics\\Get-WinEvent -Oldest -FilterHashtable @{ LogName = 'Microsoft-Windows-Hyper-V-Worker-Admin' } |
                    ForEach-Object { @{
                        id = $_.Id
                        guest = ([xml]$_.ToXml()).Event.UserData.VmlEventLog.VmName
                        at = $_.TimeCreated.ToUniversalTime().ToString('o') } }
            } catch { if ($_.FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*') { throw } })
            '<<' + (ConvertTo-Json -Compress -Depth 4 @{ states = $states; events = $events }) + '>>'
            """;

    /** Reads it. */
    static HostLog of(SimulatedHost host) {
        String text = run(host, READ);
        int from = text.indexOf("<<");
        int to = text.lastIndexOf(">>");
        if (from < 0 || to < from) {
            throw new IllegalStateException("PowerShell said: " + text);
        }
        try {
            JsonNode json = JSON.readTree(text.substring(from + 2, to));
            List<Event> events = new ArrayList<>();
            json.path("events")
                    .forEach(e -> events.add(new Event(
                            e.path("id").asInt(),
                            e.path("guest").asText(),
                            Instant.parse(e.path("at").asText()))));
            events.sort(Comparator.comparing(Event::at));
            Map<String, String> states = new TreeMap<>();
            json.path("states")
                    .fields()
                    .forEachRemaining(f -> states.put(f.getKey(), f.getValue().asText()));
            return new HostLog(List.copyOf(events), states);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An administrator's own PowerShell does this on the host. */
    static void byHand(SimulatedHost host, String script) {
        run(host, script);
    }

    private static String run(SimulatedHost host, String script) {
        String modules = host.settings().start().modulePath() + "";
        ProcessBuilder command = new ProcessBuilder(
                        Peer.POWERSHELL.program().orElseThrow().toString(),
                        "-NoProfile",
                        "-NonInteractive",
                        "-Command",
                        "$env:PSModulePath = '" + modules + "' + [IO.Path]::PathSeparator + $env:PSModulePath\n"
                                + script)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        command.environment().putAll(host.settings().start().environment());
        try {
            Process process = command.start();
            try {
                String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("PowerShell does not end");
                }
                return text;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** When the guest was seen down by its host, the last time. */
    Instant downAt(String guest) {
        return events.stream()
                .filter(e -> e.guest().equals(guest) && (e.id() == SHUT_DOWN || e.id() == SAVED))
                .map(Event::at)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new AssertionError(guest + " did not go down: " + events));
    }

    /** The guests of these events, in their order. */
    List<String> guests(int... ids) {
        return events.stream()
                .filter(e -> Arrays.stream(ids).anyMatch(id -> id == e.id()))
                .map(Event::guest)
                .toList();
    }
}

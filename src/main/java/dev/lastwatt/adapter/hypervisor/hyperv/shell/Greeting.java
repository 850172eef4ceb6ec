package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lastwatt.port.HypervisorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The first exchanges of a session: is it allowed to work, the dispatcher, the module, and one real question, so that what is
 * slow the first time is slow before anything depends on it.
 */
final class Greeting {

    private static final Logger LOG = Logger.getLogger(Greeting.class);
    private static final String DISPATCHER = dispatcher();

    private final ShellSession session;
    private final ShellSettings settings;

    Greeting(ShellSession session, ShellSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    void exchange(long until) {
        checkLanguageMode(left(until));
        ShellAnswer hello = hello(left(until));
        session.isReally(hello.output().get(0).path("processId").asLong(-1));
        warmUp(left(until));
        rehearse(left(until));
    }

    private static Duration left(long until) {
        return Duration.ofNanos(Math.max(1_000_000, until - System.nanoTime()));
    }

    private void checkLanguageMode(Duration deadline) {
        String nonce = Frame.nonce();
        String mode = session.exchange(Frame.probe(nonce), nonce, deadline, "its language mode");
        if (!mode.equals("FullLanguage")) {
            throw session.poisoned(
                    HypervisorException.Cause.MISCONFIGURED,
                    "its language mode",
                    "it runs in " + mode
                            + ". An application control policy (App Control, AppLocker) restricts PowerShell for the "
                            + "account of this service: allow it there");
        }
    }

    private ShellAnswer hello(Duration deadline) {
        Map<String, Object> setup = new LinkedHashMap<>();
        setup.put(
                "moduleFolder", settings.start().moduleFolder().toAbsolutePath().toString());
        setup.put(
                "modulePath",
                settings.start().modulePath() == null
                        ? ""
                        : settings.start().modulePath().toAbsolutePath().toString());
        setup.put("environment", settings.start().environment());
        setup.put("deadlineMs", deadline.toMillis() * 7 / 8);
        String json = new JsonMapper().valueToTree(Map.of("setup", setup)).toString();
        String nonce = Frame.nonce();
        String body = session.exchange(Frame.hello(DISPATCHER, nonce, json), nonce, deadline, "its greeting");
        ShellAnswer answer = session.answer(body, "its greeting");
        if (!answer.errors().isEmpty() || answer.timedOut() || answer.output().isEmpty()) {
            String why = answer.errors().isEmpty()
                    ? "time ran out"
                    : answer.errors().get(0).text();
            throw session.poisoned(
                    HypervisorException.Cause.MISCONFIGURED,
                    "the module Lastwatt.HyperV",
                    "it cannot load it from " + settings.start().moduleFolder() + " (" + why
                            + "). Look at lastwatt.hypervisor.module-folder");
        }
        return answer;
    }

    /** The answer does not matter, and a Hyper-V that is down now may be up later; only a lost session does. */
    private void warmUp(Duration deadline) {
        ShellAnswer answer = session.ask(
                "Get-LastwattInventory", Map.of("DetailBudgetMs", Math.min(10_000, deadline.toMillis() / 4)), deadline);
        if (!session.usable()) {
            throw session.poisoned(HypervisorException.Cause.TIMEOUT, "a first inventory", session.whyNot());
        }
        LOG.debugf("PowerShell %d is ready; its first inventory took %d ms", session.pid(), answer.took());
    }

    /** The way of an action, for guests that do not exist: all of it is loaded then, and nothing is asked of anyone. */
    private void rehearse(Duration deadline) {
        List<Map<String, String>> requests = Stream.of("shutdown", "shutdown", "shutdown", "save", "save", "save")
                .map(a -> Map.of("id", UUID.randomUUID().toString(), "action", a, "reason", ""))
                .toList();
        session.ask("Request-LastwattAction", Map.of("Request", requests), deadline);
        if (!session.usable()) {
            throw session.poisoned(HypervisorException.Cause.TIMEOUT, "a rehearsal", session.whyNot());
        }
    }

    private static String dispatcher() {
        try (InputStream in = Objects.requireNonNull(
                Greeting.class.getResourceAsStream("/dev/lastwatt/adapter/hypervisor/hyperv/dispatcher.ps1"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

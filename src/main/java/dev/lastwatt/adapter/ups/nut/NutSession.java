package dev.lastwatt.adapter.ups.nut;

import dev.lastwatt.adapter.ups.wire.BoundedInput;
import dev.lastwatt.adapter.ups.wire.Connection;
import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.Deadline;
import dev.lastwatt.adapter.ups.wire.NameLookup;
import dev.lastwatt.adapter.ups.wire.TrustedCertificates;
import dev.lastwatt.adapter.ups.wire.UpsSetting;
import dev.lastwatt.core.power.ContactLoss;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection to a NUT server, encrypted, logged in and bound to one UPS. Any failure ends it: it is never mended. */
final class NutSession implements AutoCloseable {

    private static final int LONGEST_LINE = 2048;
    /** The longest list seen has 581 variables in 35 kB. */
    private static final int LARGEST_LIST = 256 * 1024;

    private final Connection connection;
    private String serverVersion = "?";
    private final String ups;
    /** Small servers know {@code GET VAR} alone. */
    private boolean lists = true;

    private NutSession(Connection connection, NutSettings settings, boolean watches, Deadline by) {
        this.connection = connection;
        if (settings.tls() instanceof NutTls.Required required) {
            var trust = TrustedCertificates.of(required.caFile());
            expectOk("STARTTLS", "STARTTLS", by);
            connection.encrypt(trust, settings.address());
        }
        serverVersion = ask("VER", by);
        NutLogin login = settings.login();
        if (login != null) {
            expectOk("USERNAME " + NutWords.quoted(login.username()), "USERNAME", by);
            expectOk("PASSWORD " + NutWords.quoted(login.password()), "PASSWORD", by);
        }
        String named = settings.ups();
        ups = named != null ? named : onlyUps(by);
        if (login != null && watches) {
            // A wrong password is answered OK; only this shows it.
            expectOk("LOGIN " + ups, "LOGIN", by);
        }
    }

    static NutSession open(NutSettings settings, NameLookup lookup, Deadline by) {
        return open(settings, lookup, true, by);
    }

    /** One that gives orders, and is not counted among those whom the primary waits for before it cuts the power. */
    static NutSession toCommand(NutSettings settings, NameLookup lookup, Deadline by) {
        return open(settings, lookup, false, by);
    }

    private static NutSession open(NutSettings settings, NameLookup lookup, boolean watches, Deadline by) {
        Connection connection = Connection.open(settings.address(), lookup, settings.connectTimeout(), by);
        try {
            return new NutSession(connection, settings, watches, by);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    NutVariables variables(Deadline by) {
        NutVariables variables = new NutVariables();
        if (lists && !list(variables, by)) {
            lists = false;
        }
        if (!lists) {
            for (String name : NutVariables.WANTED) {
                get(name, variables, by);
            }
        }
        return variables;
    }

    /** The commands that the UPS knows. */
    Set<String> commands(Deadline by) {
        String subject = "LIST CMD " + ups;
        BoundedInput in = connection.ask(subject + "\n", LARGEST_LIST, by);
        expectBegin(in.line(LONGEST_LINE), subject);
        Set<String> commands = new HashSet<>();
        for (String line = in.line(LONGEST_LINE); !line.equals("END " + subject); line = in.line(LONGEST_LINE)) {
            List<String> words = NutWords.of(line);
            if (words.size() < 3 || !words.get(0).equals("CMD")) {
                throw garbled(line);
            }
            commands.add(words.get(2));
        }
        return commands;
    }

    /**
     * Gives the UPS a command.
     *
     * @throws ContactLost if it is not taken
     */
    void command(String name, Deadline by) {
        String request = "INSTCMD " + ups + " " + name;
        expectOk(request, request, by);
    }

    @Override
    public void close() {
        connection.close("LOGOUT\n");
    }

    /** All variables in one exchange, so that status and charge are of the same moment; false if the server cannot. */
    private boolean list(NutVariables into, Deadline by) {
        String subject = "LIST VAR " + ups;
        BoundedInput in = connection.ask(subject + "\n", LARGEST_LIST, by);
        String first = in.line(LONGEST_LINE);
        if ("UNKNOWN-COMMAND".equals(error(first))) {
            return false;
        }
        expectBegin(first, subject);
        for (String line = in.line(LONGEST_LINE); !line.equals("END " + subject); line = in.line(LONGEST_LINE)) {
            variable(line, into);
        }
        return true;
    }

    private void get(String name, NutVariables into, Deadline by) {
        String request = "GET VAR " + ups + " " + name;
        String answer = ask(request, by);
        String code = error(answer);
        if (code == null) {
            variable(answer, into);
        } else if (!code.equals("VAR-NOT-SUPPORTED")) {
            throw NutError.of(code, request);
        }
    }

    private void variable(String line, NutVariables into) {
        List<String> words = NutWords.of(line);
        if (words.size() < 3 || !words.get(0).equals("VAR") || !words.get(1).equals(ups)) {
            throw garbled(line);
        }
        if (words.size() == 4) {
            into.put(words.get(2), words.get(3));
        } else if (words.get(2).equals(NutVariables.STATUS)) {
            // A manufacturer's odd quote in a serial number is nothing to us; in the status it is.
            throw garbled(line);
        }
    }

    private String onlyUps(Deadline by) {
        BoundedInput in = connection.ask("LIST UPS\n", LARGEST_LIST, by);
        expectBegin(in.line(LONGEST_LINE), "LIST UPS");
        List<String> names = new ArrayList<>();
        for (String line = in.line(LONGEST_LINE); !line.equals("END LIST UPS"); line = in.line(LONGEST_LINE)) {
            List<String> words = NutWords.of(line);
            if (words.size() < 2 || !words.get(0).equals("UPS") || !NutSettings.isUpsName(words.get(1))) {
                throw garbled(line);
            }
            names.add(words.get(1));
        }
        if (names.isEmpty()) {
            throw ContactLost.because(ContactLoss.NOT_READY, "the server has no UPS");
        }
        if (names.size() > 1) {
            String seen = "the server has several UPSes: " + String.join(", ", names);
            throw ContactLost.because(ContactLoss.DENIED, seen, UpsSetting.NAME);
        }
        return names.get(0);
    }

    /** The request is not in the failure, for it may hold a password. */
    private void expectOk(String request, String command, Deadline by) {
        String answer = ask(request, by);
        String code = error(answer);
        if (code != null) {
            throw NutError.of(code, command);
        }
        if (!answer.equals("OK") && !answer.startsWith("OK ")) {
            throw garbled(answer);
        }
    }

    private void expectBegin(String line, String subject) {
        String code = error(line);
        if (code != null) {
            throw NutError.of(code, subject);
        }
        if (!line.equals("BEGIN " + subject)) {
            throw garbled(line);
        }
    }

    private String ask(String request, Deadline by) {
        return connection.ask(request + "\n", LONGEST_LINE + 2, by).line(LONGEST_LINE);
    }

    private static @Nullable String error(String line) {
        if (!line.startsWith("ERR ")) {
            return null;
        }
        int end = line.indexOf(' ', 4);
        return end < 0 ? line.substring(4) : line.substring(4, end);
    }

    private ContactLost garbled(String line) {
        String by = shortened(serverVersion, 40);
        return ContactLost.because(
                ContactLoss.GARBLED,
                "'" + shortened(line, 60) + "' from what calls itself '" + by + "'",
                UpsSetting.ADDRESS);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}

package dev.lastwatt.adapter.ups.nut;

import dev.lastwatt.peer.LoopbackPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A NUT server for tests: fixed answers, as genuine upsd 2.8.0 gives them, some replaced. No answer at all if it is empty. */
public final class NutScript implements LoopbackPeer.Conversation {

    static final String UPSES = "BEGIN LIST UPS\nUPS sim \"Simulated UPS\"\nEND LIST UPS\n";

    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            "VER", "Network UPS Tools upsd 2.8.0 - http://www.networkupstools.org/\n",
            "LIST UPS", UPSES,
            "LOGOUT", "OK Goodbye\n",
            "STARTTLS", "ERR FEATURE-NOT-CONFIGURED\n",
            "LOGIN sim", "OK\n"));
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Answers this request with these lines from now on. */
    public NutScript on(String request, String answer) {
        answers.put(request, answer);
        return this;
    }

    /** Lists these variables, given as name, value, name, value... */
    public NutScript variables(String... namesAndValues) {
        StringBuilder list = new StringBuilder("BEGIN LIST VAR sim\n");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            list.append("VAR sim ")
                    .append(namesAndValues[i])
                    .append(" \"")
                    .append(namesAndValues[i + 1])
                    .append("\"\n");
        }
        return on("LIST VAR sim", list.append("END LIST VAR sim\n").toString());
    }

    /** Everything it was asked, over all connections. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void with(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            asked.add(line);
            boolean name = line.startsWith("USERNAME ") || line.startsWith("PASSWORD ");
            String answer = answers.getOrDefault(line, name ? "OK\n" : "ERR UNKNOWN-COMMAND\n");
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            if (line.equals("LOGOUT")) {
                return;
            }
        }
    }
}

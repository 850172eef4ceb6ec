package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line in, one framed line out: {@code <<nonce:base64:nonce>>}. Everything is ASCII, so no code page can break it, and
 * every value is data, so none can become code.
 */
final class Frame {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FRAME = Pattern.compile("<<([0-9a-f]{32}):([A-Za-z0-9+/=]*+):([0-9a-f]{32})>>");

    private Frame() {}

    /** What there is in the text that has come so far. */
    sealed interface Scan {
        /** The answer, and how many characters stood around it. */
        record Found(String body, int noise) implements Scan {}

        /** Not yet. */
        record Nothing() implements Scan {}

        /** Something that nobody asked for: the session can no longer be trusted. */
        record Untrusted(String why) implements Scan {}
    }

    /** A number used once. */
    static String nonce() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The line that asks the dispatcher. */
    static String request(String nonce, String json) {
        return "Invoke-Lastwatt '" + nonce + "' '" + encode(json) + "'";
    }

    /** The line that defines the dispatcher and makes the first request to it. */
    static String hello(String dispatcher, String nonce, String json) {
        return ". ([scriptblock]::Create([System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String('"
                + encode(dispatcher) + "')))); " + request(nonce, json);
    }

    /** A line that even a constrained session can answer: its body is the language mode as it is, not base64. */
    static String probe(String nonce) {
        return "\"<<" + nonce + ":$($ExecutionContext.SessionState.LanguageMode):" + nonce + ">>\"";
    }

    /** Looks for the answer to that nonce. */
    static Scan scan(CharSequence text, String nonce) {
        Matcher matcher = FRAME.matcher(text);
        String body = null;
        int length = 0;
        while (matcher.find()) {
            if (!matcher.group(1).equals(nonce) || !matcher.group(3).equals(nonce)) {
                return new Scan.Untrusted("it sent an answer to another question");
            }
            if (body != null) {
                return new Scan.Untrusted("it answered twice");
            }
            body = matcher.group(2);
            length = matcher.end() - matcher.start();
        }
        return body == null ? new Scan.Nothing() : new Scan.Found(body, text.length() - length);
    }

    /**
     * The text in a body.
     *
     * @throws IllegalArgumentException if it is not base64
     */
    static String decode(String body) {
        return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.lastwatt.adapter.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.lastwatt.port.Role;
import dev.lastwatt.port.Tokens;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of the API, in the data folder. Changed by the host's own command line, with or without a running service, and read
 * again by the service when it has changed. A file that others can read or write is refused: then nobody is known.
 */
public final class TokenFile implements Tokens {

    private static final Logger LOG = System.getLogger(TokenFile.class.getName());
    private static final String FILE_NAME = "tokens.json";
    private static final int BYTES = 32;
    private static final int MOST = 1000;

    /** So exactly the last use of a token is written down. */
    private static final Duration USE = Duration.ofMinutes(1);

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Path file;
    private final FileAccess access;
    private List<TokenEntry> known = List.of();
    private @Nullable FileTime readAt;
    private boolean trusted = true;

    private TokenFile(Path file, FileAccess access) {
        this.file = file;
        this.access = access;
    }

    /** The tokens of that data folder, whether or not there are any yet. */
    public static TokenFile in(Path dataFolder) {
        return new TokenFile(dataFolder.toAbsolutePath().resolve(FILE_NAME), FileAccess.of(dataFolder));
    }

    @Override
    public @Nullable Caller known(String presented, Instant now) {
        return known(TokenEntry.Kind.TOKEN, digest(presented.getBytes(StandardCharsets.UTF_8)), now);
    }

    @Override
    public @Nullable Caller knownCertificate(byte[] encoded, Instant now) {
        return known(TokenEntry.Kind.CERTIFICATE, digest(encoded), now);
    }

    private synchronized @Nullable Caller known(TokenEntry.Kind kind, String digest, Instant now) {
        readIfChanged();
        TokenEntry found = null;
        for (TokenEntry entry : known) {
            // Every entry is compared, and each as a whole: the time says nothing about which or how much.
            if (MessageDigest.isEqual(ascii(entry.sha256()), ascii(digest)) && entry.kind() == kind) {
                found = entry;
            }
        }
        if (found == null || !found.counts(now)) {
            return null;
        }
        noteUse(found, now);
        TokenEntry entry = found;
        return Role.of(entry.role()).map(role -> new Caller(entry.name(), role)).orElse(null);
    }

    private void noteUse(TokenEntry entry, Instant now) {
        Instant used = entry.used();
        if (used != null && now.isBefore(used.plus(USE))) {
            return;
        }
        try {
            change(all -> all.stream()
                    .map(e -> e.sha256().equals(entry.sha256()) ? e.usedAt(now) : e)
                    .toList());
        } catch (SecretException e) {
            // A disk that is full must not lock the operators out.
            LOG.log(Level.WARNING, "the use of a token is not written down: {0}", e.getMessage());
            known = known.stream()
                    .map(e2 -> e2.equals(entry) ? e2.usedAt(now) : e2)
                    .toList();
        }
    }

    private void readIfChanged() {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(readAt)) {
                known = read();
                readAt = changed;
                trusted = true;
            }
        } catch (NoSuchFileException e) {
            known = List.of();
            readAt = null;
        } catch (IOException | SecretException e) {
            known = List.of();
            readAt = null;
            if (trusted) {
                trusted = false;
                LOG.log(Level.ERROR, "no token is accepted: {0}", String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * Makes a token. It is shown once and kept nowhere.
     *
     * @throws SecretException naming the fix, if there is one of that name or the file cannot be written
     */
    public synchronized String create(String name, Role role, @Nullable Instant expires, Instant now) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = "lw_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        add(new TokenEntry(
                name,
                role.word(),
                TokenEntry.Kind.TOKEN,
                digest(token.getBytes(StandardCharsets.UTF_8)),
                now,
                expires,
                null));
        return token;
    }

    /**
     * Lets in who proves to have the private key of this certificate.
     *
     * @param encoded the certificate, DER
     * @throws SecretException naming the fix, if there is one of that name or the file cannot be written
     */
    public synchronized void allow(String name, Role role, byte[] encoded, Instant expires, Instant now) {
        add(new TokenEntry(name, role.word(), TokenEntry.Kind.CERTIFICATE, digest(encoded), now, expires, null));
    }

    private void add(TokenEntry entry) {
        change(all -> {
            if (all.stream().anyMatch(e -> e.name().equals(entry.name()))) {
                throw new SecretException(
                        "there is a token named '" + entry.name() + "': revoke it first, or choose another name");
            }
            if (all.size() >= MOST) {
                throw new SecretException("there are " + MOST + " tokens: revoke those that nobody needs");
            }
            List<TokenEntry> more = new ArrayList<>(all);
            more.add(entry);
            return more;
        });
    }

    /**
     * Every token there is.
     *
     * @throws SecretException naming the fix, if the file cannot be read or trusted
     */
    public synchronized List<TokenEntry> list() {
        return read();
    }

    /**
     * Ends a token; false if there is none of that name.
     *
     * @throws SecretException naming the fix, if the file cannot be written
     */
    public synchronized boolean revoke(String name) {
        boolean[] found = {false};
        change(all -> {
            found[0] = all.stream().anyMatch(e -> e.name().equals(name));
            return all.stream().filter(e -> !e.name().equals(name)).toList();
        });
        return found[0];
    }

    private List<TokenEntry> read() {
        try {
            String others = access.whoElse(file);
            if (!others.isEmpty()) {
                throw new SecretException("the tokens in " + file + " are open to others (" + others
                        + "): delete the file and make new ones");
            }
            return List.copyOf(JSON.readValue(Files.readString(file), new TypeReference<List<TokenEntry>>() {}));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (JsonProcessingException e) {
            throw new SecretException(
                    "the tokens in " + file + " are damaged (" + e.getOriginalMessage()
                            + "): delete the file and make new ones",
                    e);
        } catch (IOException e) {
            throw new SecretException(
                    "cannot read the tokens in " + file + " (" + e
                            + "): run this as the service's account or an administrator",
                    e);
        }
    }

    /** Under a lock that other processes respect. */
    private void change(UnaryOperator<List<TokenEntry>> how) {
        Path lockFile = file.resolveSibling(FILE_NAME + ".lock");
        try {
            access.createClosedFolder(file.resolveSibling("."));
            if (Files.notExists(lockFile)) {
                access.createClosed(lockFile);
            }
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                List<TokenEntry> changed = how.apply(read());
                write(changed);
                known = changed;
                readAt = Files.getLastModifiedTime(file);
            }
        } catch (IOException e) {
            throw new SecretException(
                    "cannot write the tokens in " + file + " (" + e
                            + "): run this as the service's account or an administrator",
                    e);
        }
    }

    private void write(List<TokenEntry> entries) throws IOException {
        Path fresh = file.resolveSibling(FILE_NAME + ".new");
        Files.deleteIfExists(fresh);
        access.createClosed(fresh);
        Files.writeString(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(entries));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String digest(byte[] shown) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(shown));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

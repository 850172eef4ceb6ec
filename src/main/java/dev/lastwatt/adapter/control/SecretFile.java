package dev.lastwatt.adapter.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret in the data folder that proves that whoever presents it may read that folder: how a command on this host is known to
 * the running service. Only the service's account, and on Windows administrators, can read it; a file that others can read is
 * refused, not repaired, because it may have been read already.
 */
public final class SecretFile {

    private static final String FILE_NAME = "control.secret";
    private static final int BYTES = 32;

    private final Path file;
    private final FileAccess access;

    private SecretFile(Path file, FileAccess access) {
        this.file = file;
        this.access = access;
    }

    /** The secret of that data folder, whether or not it exists yet. */
    public static SecretFile in(Path dataFolder) {
        return new SecretFile(dataFolder.toAbsolutePath().resolve(FILE_NAME), FileAccess.of(dataFolder));
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /**
     * Makes a secret where there is none, and returns it: for the service.
     *
     * @throws SecretException naming the fix if it cannot be made, or the one that is there cannot be trusted
     */
    public String createOrRead() {
        if (Files.notExists(file)) {
            create();
        }
        return read();
    }

    /**
     * The secret: for a command.
     *
     * @throws SecretException naming the fix if there is none, or it cannot be read or trusted
     */
    public String read() {
        try {
            String others = access.whoElse(file);
            if (!others.isEmpty()) {
                throw new SecretException("the secret " + file + " is open to others (" + others
                        + "): stop the service, delete the file and start the service again; it makes a new one");
            }
            String secret = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (Base64.getUrlDecoder().decode(secret).length != BYTES) {
                throw damaged();
            }
            return secret;
        } catch (NoSuchFileException e) {
            throw new SecretException("there is no secret " + file + ": start the service, or name its data folder", e);
        } catch (IllegalArgumentException e) {
            throw damaged();
        } catch (IOException e) {
            throw new SecretException(
                    "cannot read the secret " + file + " (" + e
                            + "): run this as the service's account or an administrator",
                    e);
        }
    }

    /** Whether that is the secret; takes the same time wherever they differ. */
    public static boolean matches(String secret, String presented) {
        return MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    private void create() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path fresh = file.resolveSibling(FILE_NAME + ".new");
        try {
            Files.deleteIfExists(fresh);
            // Closed to others before the secret is in it, and under its name only when it is whole.
            access.createClosed(fresh);
            Files.writeString(fresh, secret, StandardCharsets.US_ASCII);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SecretException(
                    "cannot make the secret " + file + " (" + e
                            + "): give the service's account the right to write in its data folder",
                    e);
        }
    }

    private SecretException damaged() {
        return new SecretException("the secret " + file
                + " is damaged: stop the service, delete the file and start the service again; it makes a new one");
    }
}

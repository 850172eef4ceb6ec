package dev.lastwatt.adapter.policy;

import dev.lastwatt.port.PolicyPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** The policy file. */
public final class PolicyOnDisk implements PolicyPlace {

    private final Path file;

    /** That file, which need not exist. */
    public PolicyOnDisk(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public Optional<String> text() {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file, StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("the policy file " + file + " cannot be read: " + e, e);
        }
    }

    @Override
    public void replace(String text) {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.deleteIfExists(beside);
            write(beside, text);
            keepPermissions(beside);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the policy file " + file + " cannot be written (" + e
                            + "): give the service's account the right to write in its folder",
                    e);
        }
    }

    private static void write(Path to, String text) throws IOException {
        try (FileChannel channel =
                FileChannel.open(to, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** The new file is readable for whom the old one was; a first one for its owner only. */
    private void keepPermissions(Path beside) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> as = Files.exists(file)
                ? Files.getPosixFilePermissions(file)
                : Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        Files.setPosixFilePermissions(beside, as);
    }

    @Override
    public String name() {
        return file.toString();
    }
}

package dev.lastwatt.adapter.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds a data folder for one service. The operating system releases it when the process ends, however it ends, so there is
 * never a stale lock to remove.
 */
public final class StoreLock implements AutoCloseable {

    private static final String FILE_NAME = "lastwatt.lock";

    /** Far behind the holder's process id: on Windows nobody else could read what is locked. */
    private static final long LOCKED_BYTE = 1L << 40;

    /**
     * Folders held by this process. On Linux, closing any channel of a file gives up every lock that the process has on it, so a
     * second attempt must not even open the file.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private StoreLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder, which is created where it is missing.
     *
     * @throws StoreException naming the holder if another service has it
     */
    public static StoreLock take(Path folder) {
        try {
            PrivateFiles.createFolder(folder);
            Path real = folder.toRealPath();
            if (!HELD_HERE.add(real)) {
                throw held(real, Long.toString(ProcessHandle.current().pid()));
            }
            FileChannel channel = null;
            boolean taken = false;
            try {
                channel = lockedChannel(real);
                taken = channel != null;
            } finally {
                if (!taken) {
                    HELD_HERE.remove(real);
                }
            }
            if (channel == null) {
                throw held(real, holder(real));
            }
            return new StoreLock(real, channel);
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.UNUSABLE,
                    "cannot lock the data folder " + folder + " (" + e
                            + "): give the service's account the right to write there, or set another data folder",
                    e);
        }
    }

    private static @Nullable FileChannel lockedChannel(Path folder) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        PrivateFiles.createFile(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock != null) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(
                        Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held through another path to the same file in this process; answered like any other holder.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    private static String holder(Path folder) {
        try {
            String pid = Files.readString(folder.resolve(FILE_NAME), StandardCharsets.US_ASCII)
                    .trim();
            return pid.matches("[0-9]{1,19}") ? pid : "unknown";
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static StoreException held(Path folder, String pid) {
        return new StoreException(
                StoreException.Kind.LOCKED,
                "the data folder " + folder + " is in use by another service (process " + pid
                        + "): stop that one, or give this one a data folder of its own",
                null);
    }

    /** Gives the folder up. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.UNUSABLE, "cannot give up the lock on " + folder, e);
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}

package dev.lastwatt.adapter.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Who can read and write a file, in the terms of one kind of file system. */
public interface FileAccess {

    /** The kind of that folder's file system. */
    static FileAccess of(Path folder) {
        Set<String> views = folder.getFileSystem().supportedFileAttributeViews();
        return views.contains("posix") ? new PosixAccess() : new WindowsAccess();
    }

    /** Creates a folder and its parents where they are missing, closed to others where they would not inherit that. */
    void createClosedFolder(Path folder) throws IOException;

    /** Creates an empty file that others can neither read nor write. */
    void createClosed(Path file) throws IOException;

    /** Who can read or write it besides those who may, in words; empty if nobody. */
    String whoElse(Path file) throws IOException;

    /** Who can write it, or into it, besides those who may, in words; empty if nobody. */
    String whoElseWrites(Path file) throws IOException;

    /** What takes that from them, as a command. */
    String fix(Path file);
}

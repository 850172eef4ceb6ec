package dev.lastwatt.adapter.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Permissions of Linux and macOS: the owner, and nobody else. */
final class PosixAccess implements FileAccess {

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    @Override
    public void createClosedFolder(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @Override
    public void createClosed(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
    }

    @Override
    public String whoElse(Path file) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            return "it is a link";
        }
        return OWNER.containsAll(attributes.permissions())
                ? ""
                : PosixFilePermissions.toString(attributes.permissions());
    }

    @Override
    public String whoElseWrites(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        boolean group = permissions.contains(PosixFilePermission.GROUP_WRITE);
        boolean others = permissions.contains(PosixFilePermission.OTHERS_WRITE);
        return others ? "everybody" : group ? "its group" : "";
    }

    @Override
    public String fix(Path file) {
        return "chmod go-w '" + file + "'";
    }
}

package dev.lastwatt.adapter.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Access lists of Windows: the owner, SYSTEM and Administrators. Setting a list through Java replaces what the folder would hand
 * down.
 *
 * <p>Not proven on Windows yet: that Java's look-up takes a SID for a name. Where it does not, the English names are tried, and
 * where those are unknown the list holds the owner alone; the owner of what a service under LocalSystem creates is the group
 * Administrators, so the result is the same for the usual account.
 */
final class WindowsAccess implements FileAccess {

    private static final Set<AclEntryPermission> WRITING = EnumSet.of(
            AclEntryPermission.WRITE_DATA,
            AclEntryPermission.APPEND_DATA,
            AclEntryPermission.DELETE,
            AclEntryPermission.DELETE_CHILD,
            AclEntryPermission.WRITE_ACL,
            AclEntryPermission.WRITE_OWNER);

    private static final List<List<String>> TRUSTED =
            List.of(List.of("S-1-5-18", "NT AUTHORITY\\SYSTEM"), List.of("S-1-5-32-544", "BUILTIN\\Administrators"));

    @Override
    public void createClosedFolder(Path folder) throws IOException {
        // It takes the access list of the folder above, which the installer sets.
        Files.createDirectories(folder);
    }

    @Override
    public void createClosed(Path file) throws IOException {
        Files.createFile(file);
        view(file).setAcl(entries(allowed(file)));
    }

    @Override
    public String whoElse(Path file) throws IOException {
        return others(view(file).getAcl(), allowed(file));
    }

    @Override
    public String whoElseWrites(Path file) throws IOException {
        return others(
                view(file).getAcl().stream()
                        .filter(entry -> !Collections.disjoint(entry.permissions(), WRITING))
                        .toList(),
                allowed(file));
    }

    @Override
    public String fix(Path file) {
        return "icacls \"" + file + "\" /inheritance:r /grant:r *S-1-5-18:F *S-1-5-32-544:F";
    }

    /** Full access for each, and nothing for anybody else. */
    static List<AclEntry> entries(Set<UserPrincipal> allowed) {
        return allowed.stream()
                .map(principal -> AclEntry.newBuilder()
                        .setType(AclEntryType.ALLOW)
                        .setPrincipal(principal)
                        .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                        .build())
                .toList();
    }

    /** Who is let in by a list without being one of those; whatever they may do, it is too much. */
    static String others(List<AclEntry> entries, Set<UserPrincipal> allowed) {
        return entries.stream()
                .filter(entry -> entry.type() == AclEntryType.ALLOW && !allowed.contains(entry.principal()))
                .map(entry -> entry.principal().getName())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Set<UserPrincipal> allowed(Path file) throws IOException {
        Set<UserPrincipal> allowed = new LinkedHashSet<>();
        allowed.add(Files.getOwner(file));
        UserPrincipalLookupService lookup = file.getFileSystem().getUserPrincipalLookupService();
        for (List<String> names : TRUSTED) {
            for (String name : names) {
                try {
                    allowed.add(lookup.lookupPrincipalByName(name));
                    break;
                } catch (UserPrincipalNotFoundException e) {
                    // The next name; without any, the owner remains.
                }
            }
        }
        return allowed;
    }

    private static AclFileAttributeView view(Path file) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (view == null) {
            throw new IOException(
                    "the file system knows neither permissions nor access lists; use one that does (NTFS)");
        }
        return view;
    }
}

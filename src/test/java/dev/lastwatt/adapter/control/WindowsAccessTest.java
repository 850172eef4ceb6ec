package dev.lastwatt.adapter.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The lists themselves; that Windows takes them is not proven here. */
class WindowsAccessTest {

    private record Account(String getName) implements UserPrincipal {
        @Override
        public String getName() {
            return getName;
        }
    }

    private static final UserPrincipal OWNER = new Account("owner");
    private static final UserPrincipal SYSTEM = new Account("SYSTEM");
    private static final UserPrincipal USERS = new Account("Users");

    private static AclEntry entry(AclEntryType type, UserPrincipal who) {
        return AclEntry.newBuilder()
                .setType(type)
                .setPrincipal(who)
                .setPermissions(AclEntryPermission.READ_DATA)
                .build();
    }

    @Test
    void theListLetsInWhoIsAllowedAndNobodyElse() {
        List<AclEntry> entries = WindowsAccess.entries(Set.of(OWNER, SYSTEM));
        assertThat(entries).extracting(AclEntry::principal).containsExactlyInAnyOrder(OWNER, SYSTEM);
        assertThat(entries).extracting(AclEntry::type).containsOnly(AclEntryType.ALLOW);
        assertThat(WindowsAccess.others(entries, Set.of(OWNER, SYSTEM))).isEmpty();
    }

    @Test
    void whoeverElseIsLetInIsNamedAndWhoIsKeptOutIsNot() {
        List<AclEntry> entries = new ArrayList<>(WindowsAccess.entries(Set.of(OWNER)));
        entries.add(entry(AclEntryType.DENY, SYSTEM));
        entries.add(entry(AclEntryType.ALLOW, USERS));
        assertThat(WindowsAccess.others(entries, Set.of(OWNER))).isEqualTo("Users");
    }
}

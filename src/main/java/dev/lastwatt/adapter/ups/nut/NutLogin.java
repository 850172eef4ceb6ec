package dev.lastwatt.adapter.ups.nut;

import dev.lastwatt.adapter.ups.wire.UpsSetting;

/**
 * Name and password for a NUT server. Logged in, we count as one of the UPS's dependents: a server that is about to cut the power
 * waits for us to leave.
 *
 * @param username as in the server's {@code upsd.users}
 * @param password never shown
 */
public record NutLogin(String username, String password) {

    /** Refuses what would be two lines of the protocol instead of one. */
    public NutLogin {
        require(username, UpsSetting.USERNAME);
        require(password, UpsSetting.PASSWORD_FILE);
    }

    private static void require(String text, UpsSetting setting) {
        if (text.isEmpty() || text.length() > 200 || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    setting.key() + ": 1 to 200 characters without control characters are needed");
        }
    }

    @Override
    public String toString() {
        return "NutLogin[username=" + username + "]";
    }
}

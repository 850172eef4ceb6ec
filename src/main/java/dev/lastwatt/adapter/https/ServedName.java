package dev.lastwatt.adapter.https;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A name or an address under which clients reach this machine.
 *
 * @param address whether it is an IP address, without brackets and zone
 */
public record ServedName(String name, boolean address) {

    private static final String LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";

    /**
     * As somebody wrote it.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static ServedName of(String written) {
        if (written.matches("\\d{1,3}(\\.\\d{1,3}){3}") || written.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            try {
                return new ServedName(InetAddress.getByName(written).getHostAddress(), true);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(written + " is no address", e);
            }
        }
        if (written.length() > 253 || !written.matches(LABEL + "(\\." + LABEL + ")*")) {
            throw new IllegalArgumentException(written + " is neither a DNS name nor an IP address");
        }
        return new ServedName(written, false);
    }

    /** Those that this machine knows of itself: its host name, and the addresses of its network cards. */
    public static List<ServedName> ofThisMachine() {
        Set<ServedName> found = new LinkedHashSet<>();
        try {
            InetAddress own = InetAddress.getLocalHost();
            for (String name : List.of(own.getCanonicalHostName(), own.getHostName())) {
                addIfName(found, name);
            }
        } catch (UnknownHostException e) {
            // Then it has addresses only.
        }
        found.add(new ServedName("localhost", false));
        try {
            for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                Collections.list(card.getInetAddresses()).stream()
                        .filter(address -> !address.isLinkLocalAddress())
                        .forEach(address -> found.add(
                                new ServedName(address.getHostAddress().replaceAll("%.*", ""), true)));
            }
        } catch (SocketException e) {
            // Then it has names only.
        }
        return new ArrayList<>(found);
    }

    private static void addIfName(Set<ServedName> found, String name) {
        try {
            ServedName served = of(name);
            if (!served.address()) {
                found.add(served);
            }
        } catch (IllegalArgumentException e) {
            // Windows allows names that DNS does not.
        }
    }

    String forKeytool() {
        return (address ? "ip:" : "dns:") + name;
    }
}

package dev.lastwatt.boot;

import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.policy.Surroundings;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.HypervisorException;
import io.netty.resolver.dns.DefaultDnsServerAddressStreamProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What the service lives on, with the addresses of guests and machines: looked up now and then on a thread of its own, since name
 * servers and hypervisors take their time. Until then only names tell.
 */
final class HostSurroundings implements Supplier<Surroundings>, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(HostSurroundings.class);
    private static final Duration USUAL = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Surroundings told;
    private final Hypervisor hypervisor;
    private final Supplier<Snapshot> snapshot;
    private final Poller poller = new Poller("lastwatt-surroundings", Pace.usual(), this::look, this::untilNext);
    private volatile Surroundings known;
    private Map<GuestId, Set<String>> addresses = Map.of();

    /** Not started; {@code told} is what the settings tell. */
    HostSurroundings(Surroundings told, Hypervisor hypervisor, Supplier<Snapshot> snapshot) {
        this.told = told;
        this.known = told;
        this.hypervisor = hypervisor;
        this.snapshot = snapshot;
    }

    void start() {
        poller.start();
    }

    @Override
    public Surroundings get() {
        return known;
    }

    /** In a run nothing hangs on it. */
    void look() {
        if (snapshot.get().state().running().isPresent()) {
            return;
        }
        try {
            Map<GuestId, Set<String>> found = new HashMap<>();
            hypervisor
                    .addresses()
                    .forEach((id, all) -> found.put(
                            id, all.stream().map(HostSurroundings::spelled).collect(Collectors.toSet())));
            addresses = found;
        } catch (HypervisorException e) {
            LOG.debugf("The guests' addresses are not known: %s", e.getMessage());
        }
        known = new Surroundings(
                told.upsAt().stream().map(HostSurroundings::withAddresses).toList(),
                resolvers(),
                told.journalAt().isEmpty() ? List.of() : withAddresses(told.journalAt()),
                addresses);
    }

    private Duration untilNext() {
        return addresses.isEmpty() ? SOON : USUAL;
    }

    private static List<String> withAddresses(List<String> machine) {
        List<String> all = new ArrayList<>(machine);
        for (String name : machine) {
            try {
                Stream.of(InetAddress.getAllByName(name))
                        .map(address -> spelled(address.getHostAddress()))
                        .forEach(all::add);
            } catch (UnknownHostException e) {
                LOG.debugf("No address is known of %s", name);
            }
        }
        return all;
    }

    /** Of the many spellings of an address of IPv6 the one that Java has. */
    static String spelled(String address) {
        // A guest may say anything: what is no literal would be looked up.
        if (!address.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.*)?")) {
            return address;
        }
        try {
            return InetAddress.getByName(address.replaceFirst("%.*", "")).getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static List<List<String>> resolvers() {
        return DefaultDnsServerAddressStreamProvider.defaultAddressList().stream()
                .map(InetSocketAddress::getAddress)
                .filter(Objects::nonNull)
                .map(address -> List.of(spelled(address.getHostAddress())))
                .toList();
    }

    @Override
    public void close() {
        poller.close();
    }
}

package dev.lastwatt.adapter.ups.wire;

import dev.lastwatt.core.power.ContactLoss;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the addresses of one host within a deadline. The operating system's resolver takes no deadline, and in an outage the name
 * server may be one of the guests: so a lookup runs on a thread of its own for as long as it lasts, never two at a time, and what
 * was found once is used again while lookups fail.
 */
public final class NameLookup {

    /** Asks the operating system. */
    @FunctionalInterface
    public interface Resolver {

        /** All addresses of a host, best first. */
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final String host;
    private final Resolver resolver;
    private @Nullable FutureTask<List<InetAddress>> underWay;
    private List<InetAddress> known = List.of();

    /** A lookup of this host by the operating system. */
    public NameLookup(String host) {
        this(host, InetAddress::getAllByName);
    }

    /** A lookup of this host by another resolver. */
    public NameLookup(String host, Resolver resolver) {
        this.host = host;
        this.resolver = resolver;
    }

    /**
     * The host's addresses, at least one; those known from before if the resolver does not answer in time.
     *
     * @throws ContactLost if there has never been an answer
     */
    public List<InetAddress> addresses(Deadline by) {
        FutureTask<List<InetAddress>> task = underWay;
        if (task == null) {
            task = new FutureTask<>(() -> List.of(resolver.addresses(host)));
            Thread thread = new Thread(task, "lookup-" + host);
            thread.setDaemon(true);
            thread.start();
            underWay = task;
        }
        try {
            known = task.get(by.remainingMillis(), TimeUnit.MILLISECONDS);
            underWay = null;
        } catch (TimeoutException e) {
            return orKnown("the name server does not answer for " + host);
        } catch (ExecutionException e) {
            underWay = null;
            return orKnown("there is no host " + host);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return orKnown("interrupted");
        }
        return orKnown("there is no address for " + host);
    }

    private List<InetAddress> orKnown(String failure) {
        if (known.isEmpty()) {
            throw ContactLost.because(ContactLoss.SILENT, failure, UpsSetting.ADDRESS);
        }
        return known;
    }
}

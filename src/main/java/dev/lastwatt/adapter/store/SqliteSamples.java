package dev.lastwatt.adapter.store;

import dev.lastwatt.adapter.store.WriteLane.Medium;
import dev.lastwatt.adapter.store.WriteLane.Outcome;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.power.DischargeSample;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.stoptime.HostShutdown;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.port.SampleStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measured stops in SQLite. Written on a thread of its own, so that adding one takes a quarter of a second at most; one that the
 * store does not take is lost and logged.
 */
public final class SqliteSamples implements SampleStore, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(240);
    private static final Duration EACH_DAY = Duration.ofDays(1);
    private static final String LOST = "measured stop times are lost: the store does not take them";
    private static final String UNREADABLE = "measured stop times cannot be read: plans go by the defaults";
    private static final String NEWER = "left out measured stop times that this version does not understand";

    private final Trouble trouble = new Trouble(SqliteSamples.class);
    private final SqliteStore store;
    private final WriteLane<StopSample> lane;
    private final WriteLane<HostShutdown> hostLane;
    private final WriteLane<OfUps<DischargeSample>> dischargeLane;
    private final WriteLane<OfUps<Reading>> mainsLane;
    private volatile @Nullable Instant thinnedAt;

    /** Keeps samples in that store. */
    public SqliteSamples(SqliteStore store) {
        this(store, batch -> store.write(connection -> insert(connection, batch)));
    }

    /** With another way to the disk, for tests. */
    SqliteSamples(SqliteStore store, Medium<StopSample> medium) {
        this.store = store;
        this.lane = new WriteLane<>("samples-store", medium, new LossObserver<>());
        this.hostLane = new WriteLane<>(
                "host-shutdowns-store",
                batch -> store.write(connection -> HostShutdownTable.write(connection, batch)),
                new LossObserver<>());
        this.dischargeLane = new WriteLane<>(
                "discharges-store",
                batch -> store.write(connection -> DischargeTable.write(connection, batch)),
                new LossObserver<>());
        this.mainsLane = new WriteLane<>(
                "mains-readings-store",
                batch -> store.write(connection -> {
                    MainsReadingTable.write(connection, batch);
                    thin(connection, batch.get(batch.size() - 1).what().takenAt());
                }),
                new LossObserver<>());
    }

    @Override
    public void add(StopSample sample) {
        if (lane.await(lane.hand(sample), PATIENCE) == Outcome.NOT_TAKEN) {
            trouble.tell(LOST, null);
        }
    }

    @Override
    public List<StopSample> all() {
        try {
            return store.read(this::select);
        } catch (StoreException e) {
            trouble.tell(UNREADABLE, e);
            return List.of();
        }
    }

    @Override
    public int addAll(Collection<StopSample> samples, Collection<StopSample> superseded) {
        int[] added = new int[1];
        try {
            store.write(connection -> {
                long before = count(connection);
                insert(connection, List.copyOf(samples));
                added[0] = (int) (count(connection) - before);
                delete(connection, superseded);
            });
            return added[0];
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the store " + store.file() + " does not take the samples (" + e.getMessage()
                            + "): look at its disk and its rights; nothing was kept",
                    e);
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM sample");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static void delete(Connection connection, Collection<StopSample> samples) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM sample WHERE guest = ? AND method = ? AND at = ?")) {
            for (StopSample sample : samples) {
                statement.setString(1, sample.guest().toString());
                statement.setString(2, sample.method().word());
                statement.setString(3, sample.at().toString());
                statement.executeUpdate();
            }
        }
    }

    @Override
    public void keep(HostShutdown shutdown) {
        if (hostLane.await(hostLane.hand(shutdown), PATIENCE) == Outcome.NOT_TAKEN) {
            trouble.tell(LOST, null);
        }
    }

    @Override
    public void keep(String ups, DischargeSample sample) {
        // Handed over, not waited for: on battery the engine has other things to do.
        dischargeLane.hand(new OfUps<>(ups, sample));
    }

    /** By the thread that writes, where nobody waits for it. */
    private void thin(Connection connection, Instant now) throws SQLException {
        Instant last = thinnedAt;
        if (last == null || Duration.between(last, now).compareTo(EACH_DAY) >= 0) {
            MainsReadingTable.thin(connection, now);
            thinnedAt = now;
        }
    }

    @Override
    public void keepOnMains(String ups, Reading reading) {
        mainsLane.hand(new OfUps<>(ups, reading));
    }

    @Override
    public int mainsReadings(String ups) {
        try {
            return store.read(connection -> MainsReadingTable.count(connection, ups));
        } catch (StoreException e) {
            trouble.tell(UNREADABLE, e);
            return 0;
        }
    }

    @Override
    public int discharges(String ups) {
        try {
            return store.read(connection -> DischargeTable.count(connection, ups));
        } catch (StoreException e) {
            trouble.tell(UNREADABLE, e);
            return 0;
        }
    }

    @Override
    public List<DischargeSample> dischargeSamples(String ups, Instant since) {
        try {
            return store.read(connection -> DischargeTable.read(connection, ups, since));
        } catch (StoreException e) {
            trouble.tell(UNREADABLE, e);
            return List.of();
        }
    }

    @Override
    public List<HostShutdown> hostShutdowns() {
        try {
            return store.read(HostShutdownTable::read);
        } catch (StoreException e) {
            trouble.tell(UNREADABLE, e);
            return List.of();
        }
    }

    private List<StopSample> select(Connection connection) throws SQLException {
        List<StopSample> samples = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT guest, method, at, took, ending, cause, memory_bytes, others, heartbeat FROM sample ORDER BY id");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                try {
                    samples.add(new StopSample(
                            GuestId.of(rows.getString(1)),
                            StopMethod.of(rows.getString(2)),
                            Instant.parse(rows.getString(3)),
                            Duration.parse(rows.getString(4)),
                            StopEnding.of(rows.getString(5)),
                            StopCause.of(rows.getString(6)),
                            rows.getLong(7),
                            rows.getInt(8),
                            Heartbeat.valueOf(rows.getString(9))));
                } catch (IllegalArgumentException | DateTimeException e) {
                    trouble.tell(NEWER, e);
                }
            }
        }
        samples.sort(Comparator.comparing(StopSample::at));
        return List.copyOf(samples);
    }

    private static void insert(Connection connection, List<StopSample> samples) throws SQLException {
        // What was given up may stop after all: then its real duration takes the place of the censored one.
        String sql = "INSERT INTO sample (guest, method, at, took, ending, cause, memory_bytes, others, heartbeat)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (guest, method, at) DO UPDATE"
                + " SET took = excluded.took, ending = excluded.ending, others = excluded.others"
                + " WHERE sample.ending <> 'stopped' AND excluded.ending = 'stopped'";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (StopSample sample : samples) {
                statement.setString(1, sample.guest().toString());
                statement.setString(2, sample.method().word());
                statement.setString(3, sample.at().toString());
                statement.setString(4, sample.took().toString());
                statement.setString(5, sample.ending().word());
                statement.setString(6, sample.cause().word());
                statement.setLong(7, sample.memoryBytes());
                statement.setInt(8, sample.others());
                statement.setString(9, sample.heartbeat().name());
                statement.executeUpdate();
            }
        }
    }

    /** Writes what waits, for a bounded time. The store stays open. */
    @Override
    public void close() {
        lane.close();
        hostLane.close();
        dischargeLane.close();
        mainsLane.close();
    }

    private final class LossObserver<T> implements WriteLane.Observer<T> {
        @Override
        public void written(List<T> batch) {
            trouble.over(LOST, "the store takes measured stop times again");
        }

        @Override
        public void failed(List<T> batch, Throwable cause) {
            trouble.tell(LOST, cause);
        }
    }
}

package dev.lastwatt.adapter.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite file: write-ahead log, every commit forced to the disk, one connection that writes and one that reads. A commit that
 * returned survives a killed process; that it survives a power cut is what {@code synchronous=FULL} promises.
 */
public final class SqliteStore implements AutoCloseable {

    private static final Duration READ_PATIENCE = Duration.ofSeconds(5);
    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(2);
    private static final int BUSY_MILLIS = 5_000;
    private static final int WAITING_READS = 32;

    /** A question to the file. */
    @FunctionalInterface
    interface Query<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** A change to the file; all of it or nothing. */
    @FunctionalInterface
    interface Change {
        void make(Connection connection) throws SQLException;
    }

    private final Path file;
    private final Connection writer;
    private final Connection reader;
    private final ReentrantLock writing = new ReentrantLock();
    private final ThreadPoolExecutor reading;

    private SqliteStore(Path file, Connection writer, Connection reader) {
        this.file = file;
        this.writer = writer;
        this.reader = reader;
        this.reading =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_READS), task -> {
                    Thread thread = new Thread(task, "store-reader");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Opens the file, creating it and bringing its tables up to date.
     *
     * @throws StoreException if that cannot be done, naming the file and the fix
     */
    public static SqliteStore open(Path file) {
        Path absolute = file.toAbsolutePath();
        Connection writer = null;
        try {
            Path folder = absolute.getParent();
            if (folder != null) {
                PrivateFiles.createFolder(folder);
            }
            // SQLite gives its -wal and -shm files the permissions of this one.
            PrivateFiles.createFile(absolute);
            writer = connect(absolute);
            check(writer, absolute);
            Migrations.bring(writer, absolute);
            Connection reader = connect(absolute);
            try (Statement statement = reader.createStatement()) {
                statement.execute("PRAGMA query_only = ON");
            }
            return new SqliteStore(absolute, writer, reader);
        } catch (IOException | SQLException e) {
            closeQuietly(writer, e);
            throw unusable(absolute, String.valueOf(e.getMessage()), e);
        } catch (StoreException e) {
            closeQuietly(writer, e);
            throw e;
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source.getConnection();
    }

    /** A damaged page is found now, not in the middle of an outage. */
    private static void check(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (row.next() && !"ok".equals(row.getString(1))) {
                throw unusable(file, row.getString(1), null);
            }
        }
    }

    private static StoreException unusable(Path file, String cause, @Nullable Exception from) {
        return new StoreException(
                StoreException.Kind.UNUSABLE,
                "cannot use the store " + file + " (" + cause
                        + "): give the service's account the right to write there; if the file is damaged, restore it from a"
                        + " backup, or move it and its -wal and -shm files away to begin a new one",
                from);
    }

    private static void closeQuietly(@Nullable Connection connection, Exception because) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                because.addSuppressed(e);
            }
        }
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** Makes the change in one transaction. Blocks as long as the disk does: callers come on a thread that may wait. */
    void write(Change change) throws SQLException {
        writing.lock();
        try {
            writer.setAutoCommit(false);
            try {
                change.make(writer);
                writer.commit();
            } catch (SQLException | RuntimeException e) {
                try {
                    writer.rollback();
                } catch (SQLException second) {
                    e.addSuppressed(second);
                }
                throw e;
            } finally {
                writer.setAutoCommit(true);
            }
        } finally {
            writing.unlock();
        }
    }

    /**
     * Asks the file, waiting a bounded time.
     *
     * @throws StoreException if there is no answer
     */
    <T> T read(Query<T> query) {
        try {
            Future<T> answer = reading.submit(() -> query.ask(reader));
            return answer.get(READ_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw unanswered(String.valueOf(cause.getMessage()), cause);
        } catch (TimeoutException e) {
            throw unanswered("no answer within " + READ_PATIENCE.toSeconds() + " s", e);
        } catch (RejectedExecutionException e) {
            throw unanswered("it is closed, or too many questions wait", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered("interrupted", e);
        }
    }

    private StoreException unanswered(String cause, Throwable from) {
        return new StoreException(
                StoreException.Kind.UNANSWERED,
                "the store " + file + " cannot be read (" + cause + "): look at the health of its disk",
                from);
    }

    /** Closes the file. A disk that hangs keeps it open until the process ends, which loses nothing. */
    @Override
    public void close() {
        reading.shutdown();
        try {
            if (reading.awaitTermination(CLOSING_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                reader.close();
            }
            if (writing.tryLock(CLOSING_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    writer.close();
                } finally {
                    writing.unlock();
                }
            }
        } catch (SQLException e) {
            throw unusable(file, "closing: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

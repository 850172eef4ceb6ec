package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.control.ControlClient;
import dev.lastwatt.adapter.control.ControlException;
import dev.lastwatt.adapter.control.SecretException;
import dev.lastwatt.adapter.samples.SampleLines;
import dev.lastwatt.adapter.store.SqliteSamples;
import dev.lastwatt.adapter.store.SqliteStore;
import dev.lastwatt.adapter.store.StoreLock;
import dev.lastwatt.app.SampleExchange;
import dev.lastwatt.boot.Configuration;
import dev.lastwatt.boot.Folders;
import dev.lastwatt.boot.StoredSamples;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "samples",
        mixinStandardHelpOptions = true,
        description = {
            "Carries measured stops, as JSON Lines, one a line.",
            "By way of the running service; where none runs, straight from and to its data folder."
        })
final class SamplesCommand {

    private static final long LARGEST = 64L * 1024 * 1024;

    @Command(name = "export", mixinStandardHelpOptions = true, description = "Writes them to the standard output.")
    int export(
            @Option(names = "--guest", paramLabel = "NAME", description = "Only those of this guest; its name or id.")
                    @Nullable String guest,
            @Option(names = "--host", description = "The shutdowns of the host itself instead.") boolean host) {
        Configuration configuration = Configuration.read();
        if (host && guest != null) {
            throw new CommandException(ExitCode.USAGE, "--host and --guest: give one of them");
        }
        String lines = host
                ? anyway(configuration, ControlClient::hostShutdowns, SampleExchange::exportedHost)
                : anyway(configuration, c -> c.samples(guest), s -> s.exported(guest));
        System.out.print(lines);
        System.out.flush();
        return ExitCode.OK;
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Takes them in: all of a file or, if a line is not right, nothing.")
    int imports(@Parameters(paramLabel = "FILE", description = "Written by 'samples export'.") Path file) {
        String lines = read(file);
        try {
            SampleLines.read(lines);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, file + ", " + e.getMessage() + "; nothing was taken in");
        }
        SampleExchange.Imported done =
                anyway(Configuration.read(), c -> c.importSamples(lines), s -> s.imported(lines));
        System.out.println(done.added() + " samples taken in, " + done.known() + " were known already");
        return ExitCode.OK;
    }

    private static <T> T anyway(
            Configuration configuration, Function<ControlClient, T> service, Function<SampleExchange, T> offline) {
        Path data = configuration.settings().dataFolder().orElseGet(Folders::data);
        try {
            return service.apply(Control.of(configuration));
        } catch (ControlException e) {
            if (e.isAnswered() || !Files.exists(data.resolve("lastwatt.db"))) {
                throw e;
            }
        } catch (SecretException e) {
            if (!Files.exists(data.resolve("lastwatt.db"))) {
                throw e;
            }
        }
        // Nobody answers: if a service runs nevertheless, it holds the lock and this says so.
        try (StoreLock lock = StoreLock.take(data);
                SqliteStore store = SqliteStore.open(data.resolve("lastwatt.db"));
                SqliteSamples samples = new SqliteSamples(store)) {
            return offline.apply(new StoredSamples(samples, List::of, () -> {}));
        } catch (IllegalStateException e) {
            throw new CommandException(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new CommandException(ExitCode.USAGE, file + " is larger than 64 MB, which no file of samples is");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            throw new CommandException(ExitCode.USAGE, file + " is not UTF-8 text");
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, file + " cannot be read: " + e);
        }
    }
}

package dev.lastwatt.adapter.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Facts that the store did not take: one line of JSON each, {@code {"crc32c":"…","entry":{…}}}, with the checksum of the entry's
 * bytes. Written by one thread; a line that was torn by a crash or a full disk is left out when read.
 */
final class FallbackFile implements AutoCloseable {

    private static final Logger LOG = System.getLogger(FallbackFile.class.getName());
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String HEAD = "{\"crc32c\":\"";
    private static final String MIDDLE = "\",\"entry\":";
    private static final int ENTRY_AT = HEAD.length() + 8 + MIDDLE.length();

    private final Path file;
    private @Nullable FileChannel channel;

    FallbackFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Appends the facts and forces them to the disk. */
    void append(List<StoredFact> facts) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        FileChannel open = channel;
        if (open == null) {
            Path folder = file.getParent();
            PrivateFiles.createFile(file);
            if (folder != null) {
                PrivateFiles.forceFolder(folder);
            }
            open = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            channel = open;
            // Whatever the last crash left of a line ends here.
            lines.write('\n');
        }
        for (StoredFact fact : facts) {
            lines.writeBytes(line(fact).getBytes(StandardCharsets.UTF_8));
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(lines.toByteArray());
            while (buffer.hasRemaining()) {
                open.write(buffer);
            }
            open.force(false);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Every line that is whole, in the order they were written; empty where there is no file. */
    List<StoredFact> read() throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        List<Optional<StoredFact>> lines = parseAll(Files.readAllBytes(file));
        long torn = lines.stream().filter(Optional::isEmpty).count();
        if (torn > 0) {
            LOG.log(Level.WARNING, "left out {0} torn lines of {1}", Long.toString(torn), file);
        }
        return lines.stream().flatMap(Optional::stream).toList();
    }

    /** One for each line, empty for one that is torn. */
    static List<Optional<StoredFact>> parseAll(byte[] bytes) {
        List<Optional<StoredFact>> facts = new ArrayList<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isEmpty()) {
                facts.add(parse(line));
            }
        }
        return facts;
    }

    /** Puts the file aside once its facts are elsewhere, under a name that says up to which place they go. */
    void archive(long lastSequence) throws IOException {
        close();
        if (Files.exists(file)) {
            Path aside = file.resolveSibling(file.getFileName() + ".merged-" + lastSequence);
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            Path folder = file.getParent();
            if (folder != null) {
                PrivateFiles.forceFolder(folder);
            }
        }
    }

    private static String line(StoredFact fact) {
        ObjectNode entry = JSON.createObjectNode()
                .put("sequence", fact.sequence())
                .put("type", fact.type())
                .put("at", fact.at().toString())
                .put("run", fact.run())
                .put("fact", fact.fact());
        // Escaped control characters only: a line holds no line feed but its last.
        String json = entry.toString();
        return HEAD + checksum(json) + MIDDLE + json + "}\n";
    }

    private static Optional<StoredFact> parse(String line) {
        if (line.length() <= ENTRY_AT || !line.startsWith(HEAD) || !line.endsWith("}")) {
            return Optional.empty();
        }
        String json = line.substring(ENTRY_AT, line.length() - 1);
        if (!line.startsWith(checksum(json), HEAD.length())) {
            return Optional.empty();
        }
        try {
            JsonNode entry = JSON.readTree(json);
            JsonNode run = entry.path("run");
            return Optional.of(new StoredFact(
                    entry.path("sequence").asLong(),
                    entry.path("type").asText(),
                    Instant.parse(entry.path("at").asText()),
                    run.isTextual() ? run.asText() : null,
                    entry.path("fact").asText()));
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String checksum(String json) {
        CRC32C crc = new CRC32C();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}

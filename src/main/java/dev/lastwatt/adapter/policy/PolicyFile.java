package dev.lastwatt.adapter.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.lastwatt.core.policy.Policy;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads a policy from a YAML document. Unknown fields are errors: a mistyped rule must not be a rule that is not there. */
public final class PolicyFile {

    /** A policy larger than this is not one. Bytes. */
    private static final int LARGEST = 256 * 1024;

    private static final ObjectMapper YAML = mapper();

    private PolicyFile() {}

    /**
     * Reads a file.
     *
     * @throws PolicyException if it cannot be read, or is not a policy
     */
    public static Policy read(Path file) {
        String where = file.toString();
        try {
            if (Files.size(file) > LARGEST) {
                throw new PolicyException(where, "is larger than " + LARGEST / 1024 + " kB, which no policy is");
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8), where);
        } catch (MalformedInputException e) {
            throw new PolicyException(where, "is not UTF-8 text: save it as UTF-8");
        } catch (IOException e) {
            throw new PolicyException(where, "cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads a text.
     *
     * @param where what to call it in errors
     * @throws PolicyException if it is not a policy
     */
    public static Policy parse(String text, String where) {
        try {
            JsonNode tree = YAML.readTree(text);
            if (tree == null || tree.isNull() || tree.isMissingNode()) {
                return Policy.defaults();
            }
            if (!tree.isObject()) {
                throw new PolicyException(where, "is not a policy: it begins with a field such as 'reserve: 30s'");
            }
            return new PolicyReader(where).policy(YAML.treeToValue(tree, PolicyDocument.class));
        } catch (UnrecognizedPropertyException e) {
            throw new PolicyException(
                    where + place(e),
                    "there is no field '" + e.getPropertyName() + "'; allowed are "
                            + e.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        } catch (JsonMappingException e) {
            throw new PolicyException(where + place(e), firstLine(e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            throw new PolicyException(where, "is not YAML: " + firstLine(e.getOriginalMessage()));
        }
    }

    private static String place(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(r -> r.getFieldName() != null ? "." + r.getFieldName() : "[" + r.getIndex() + "]")
                .collect(Collectors.joining());
        return path.isEmpty() ? "" : ", at " + path.replaceFirst("^\\.", "");
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }

    private static ObjectMapper mapper() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LARGEST);
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(20);
        limits.setAllowDuplicateKeys(false);
        return YAMLMapper.builder(YAMLFactory.builder()
                        .loaderOptions(limits)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(20)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
    }
}

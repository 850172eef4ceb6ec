package dev.lastwatt.adapter.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.lastwatt.core.policy.Policy;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads a policy from a YAML document. Unknown fields are errors: a mistyped rule must not be a rule that is not there. */
public final class PolicyFile {

    /** A policy larger than this is not one. Bytes. */
    private static final int LARGEST = 256 * 1024;

    private static final int DEEPEST = 20;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final YAMLFactory FACTORY = factory();
    private static final ObjectMapper YAML = mapper();
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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
            throw new PolicyException(where, "cannot be read: " + e);
        }
    }

    /**
     * Reads a text.
     *
     * @param where what to call it in errors
     * @throws PolicyException if it is not a policy
     */
    public static Policy parse(String text, String where) {
        return read(text, where, tree -> new PolicyReader(where).policy(YAML.treeToValue(tree, PolicyDocument.class)));
    }

    /**
     * Reads a text as the fields it has.
     *
     * @throws PolicyException if it is not YAML with fields
     */
    static JsonNode tree(String text, String where) {
        return read(text, where, tree -> tree);
    }

    private interface Binding<T> {
        T of(JsonNode tree) throws IOException;
    }

    private static <T> T read(String text, String where, Binding<T> binding) {
        // Some editors of Windows begin every UTF-8 text with it.
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        if (plain.length() > LARGEST) {
            throw new PolicyException(where, "is larger than " + LARGEST / 1024 + " kB, which no policy is");
        }
        try {
            JsonNode json = json(plain);
            if (json == null) {
                checkTokens(plain, where);
            }
            JsonNode read = json == null ? YAML.readTree(plain) : json;
            JsonNode tree = saysNothing(read) ? YAML.createObjectNode() : read;
            if (!tree.isObject()) {
                throw new PolicyException(where, "is not a policy: it begins with a field such as 'reserve: 30s'");
            }
            return binding.of(tree);
        } catch (UnrecognizedPropertyException e) {
            throw new PolicyException(
                    where + place(e),
                    "there is no field '" + e.getPropertyName() + "'; allowed are "
                            + e.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        } catch (MismatchedInputException e) {
            String wanted = wanted(e.getTargetType());
            throw new PolicyException(
                    where + place(e), wanted == null ? firstLine(e.getOriginalMessage()) : "must be " + wanted);
        } catch (JsonMappingException e) {
            throw new PolicyException(where + place(e), firstLine(e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            throw new PolicyException(where + line(e), "is not YAML: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new PolicyException(where, "is not YAML: " + firstLine(String.valueOf(e.getMessage())));
        }
    }

    /**
     * The same document in JSON, null if it is not that. Most JSON is YAML, but not what is indented with tabs. What JSON does not
     * allow is left for YAML to refuse, which has better words for it.
     */
    private static @Nullable JsonNode json(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return null;
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static boolean saysNothing(@Nullable JsonNode tree) {
        return tree == null
                || tree.isNull()
                || tree.isMissingNode()
                || tree.isTextual() && tree.textValue().isBlank();
    }

    /**
     * What binding would not notice. An alias would be read as the text behind its star, so that {@code match: *sql} named a guest
     * called sql; and a second document would be left out.
     */
    private static void checkTokens(String text, String where) throws IOException {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            int depth = 0;
            int documents = 0;
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                if (parser.isCurrentAlias()) {
                    throw new PolicyException(
                            where + ", line " + parser.currentTokenLocation().getLineNr(),
                            "'*" + parser.getText()
                                    + "' is an alias of YAML: write a pattern that begins with * in quotes");
                }
                if (parser.getTypeId() != null) {
                    throw new PolicyException(
                            where + ", line " + parser.currentTokenLocation().getLineNr(),
                            "'!" + parser.getTypeId() + "' is a type of YAML, which no policy needs: remove it");
                }
                if (depth == 0 && ++documents > 1) {
                    throw new PolicyException(
                            where + ", line " + parser.currentTokenLocation().getLineNr(),
                            "a second document begins: a policy is one document, remove the line '---'");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
        }
    }

    private static String place(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(r -> r.getFieldName() != null ? "." + r.getFieldName() : "[" + r.getIndex() + "]")
                .collect(Collectors.joining());
        return path.isEmpty() ? line(e) : ", at " + path.replaceFirst("^\\.", "");
    }

    private static String line(JsonProcessingException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : ", line " + e.getLocation().getLineNr();
    }

    /** What stands in a place of that type, in words. */
    private static @Nullable String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return null;
        }
        if (List.class.isAssignableFrom(type)) {
            return "a list: begin each entry with '- '";
        }
        if (type.isRecord()) {
            return "made of fields, such as 'match: web*'";
        }
        if (type == String.class) {
            return "one text";
        }
        if (type == Integer.class) {
            return "a whole number without quotes";
        }
        if (type == Double.class) {
            return "a number without quotes";
        }
        return type == Boolean.class ? "true or false" : null;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }

    private static YAMLFactory factory() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LARGEST);
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setAllowDuplicateKeys(false);
        return YAMLFactory.builder()
                .loaderOptions(limits)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .build();
    }

    private static ObjectMapper mapper() {
        return YAMLMapper.builder(FACTORY)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
    }
}

package dev.lastwatt.adapter.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.port.PolicyForm;
import dev.lastwatt.port.PolicyRefused;
import java.util.Map;
import java.util.function.Supplier;

/** Policies as text. JSON is read as the YAML it is. */
public final class PolicyText implements PolicyForm {

    private static final String WHERE = "policy";
    private static final int DEEPEST = 20;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    @Override
    public Policy read(String text) {
        return checked(() -> PolicyFile.parse(text, WHERE));
    }

    @Override
    public String patched(String text, String patch) {
        JsonNode changes = json(patch);
        if (!changes.isObject()) {
            throw new PolicyRefused("body", "a merge patch of a policy is a JSON object");
        }
        String merged = yaml(merge(checked(() -> PolicyFile.tree(text, WHERE)), changes));
        read(merged);
        return merged;
    }

    /** RFC 7396, section 2. */
    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = target.isObject() ? target.deepCopy() : JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                JsonNode before = merged.get(change.getKey());
                merged.set(
                        change.getKey(), merge(before == null ? JSON.createObjectNode() : before, change.getValue()));
            }
        }
        return merged;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new PolicyRefused("body", "the body is not JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public String asJson(String text) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(checked(() -> PolicyFile.tree(text, WHERE)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String asYaml(String text) {
        return text.stripLeading().startsWith("{") ? yaml(checked(() -> PolicyFile.tree(text, WHERE))) : text;
    }

    private static String yaml(JsonNode tree) {
        try {
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (PolicyException e) {
            throw new PolicyRefused(e.field(WHERE), String.valueOf(e.getMessage()));
        }
    }
}

package dev.lastwatt.adapter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.lastwatt.core.policy.Policy;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors check by, against what the program reads. */
class PolicySchemaTest {

    private static final Path FILE = Path.of("policies", "policy.schema.json");
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final JsonNode TREE = tree();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(TREE);

    private static JsonNode tree() {
        try {
            return new ObjectMapper().readTree(FILE.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> mistakes(String document) throws IOException {
        Set<String> found = new TreeSet<>();
        SCHEMA.validate(YAML.readTree(document)).forEach(m -> found.add(m.getMessage()));
        return found;
    }

    @Test
    void schemaHasEveryFieldThatIsReadAndNoOther() {
        assertThat(fieldsOfTheSchema("", TREE, new TreeSet<>()))
                .isEqualTo(fieldsThatAreRead("", PolicyDocument.class, new TreeSet<>()));
    }

    private static Set<String> fieldsThatAreRead(String prefix, Class<?> document, Set<String> fields) {
        for (RecordComponent component : document.getRecordComponents()) {
            String name = prefix + component.getName();
            fields.add(name);
            Type type = component.getGenericType();
            if (type instanceof Class<?> of && of.isRecord()) {
                fieldsThatAreRead(name + ".", of, fields);
            } else if (type instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> of
                    && of.isRecord()) {
                fieldsThatAreRead(name + "[].", of, fields);
            }
        }
        return fields;
    }

    private static Set<String> fieldsOfTheSchema(String prefix, JsonNode object, Set<String> fields) {
        object.path("properties").properties().forEach(field -> {
            fields.add(prefix + field.getKey());
            fieldsOfTheSchema(prefix + field.getKey() + ".", field.getValue(), fields);
            fieldsOfTheSchema(prefix + field.getKey() + "[].", field.getValue().path("items"), fields);
        });
        return fields;
    }

    @Test
    void everyFieldIsDescribedAndUnknownOnesAreRefused() {
        described("policy", TREE);
    }

    private static void described(String name, JsonNode field) {
        assertThat(field.path("description").asText())
                .as("description of %s", name)
                .isNotBlank();
        if (field.has("properties")) {
            assertThat(field.path("additionalProperties").asBoolean(true))
                    .as("unknown fields of %s", name)
                    .isFalse();
            field.path("properties").properties().forEach(f -> described(name + "." + f.getKey(), f.getValue()));
        }
        if (field.path("items").has("properties")) {
            described(name + "[]", field.path("items"));
        }
    }

    @Test
    void defaultsOfTheSchemaAreThoseOfTheProgram() throws IOException {
        ObjectNode defaults = YAML.createObjectNode();
        TREE.path("properties")
                .properties()
                .forEach(f -> defaults.set(f.getKey(), f.getValue().path("default")));
        assertThat(defaults).noneMatch(JsonNode::isMissingNode);
        assertThat(PolicyFile.parse(YAML.writeValueAsString(defaults), "the defaults of the schema"))
                .isEqualTo(Policy.defaults());
    }

    static List<Path> examples() throws IOException {
        return PolicyExamplesTest.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsValidAndNamesTheSchemaInItsFirstLine(Path example) throws IOException {
        String text = Files.readString(example);
        assertThat(text).startsWith("# yaml-language-server: $schema=" + FILE.getFileName() + "\n");
        assertThat(mistakes(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "reserve: PT1M30S",
                "mainsHold: 3 m",
                "hostShutdown: pt1m",
                "savePaces: {'D:': 400, 'E:': 1.5}",
                "groups: {Data bases: [sql*, 'tag:db']}\nguests: [{match: 'group:data bases'}]",
                "guests: [{match: tag:tier=*, methods: [shutdown], neverSave: true, neverTurnOff: true}]",
                "guests: [{match: a, methods: [], leaveAlone: true}]",
                "guests: [{match: a, methods: [save], neverSave: false}]",
                "guests: [{match: a, startOrder: 2, startDelay: 30s, upWhen: asked}]",
                "neverTogether: [[sql-a, sql-b]]",
                "maintenanceWindows: [{day: daily, start: '02:30', length: 3h}]",
            })
    void whatIsReadIsValid(String document) throws IOException {
        assertThat(PolicyFile.parse(document, "policy")).isNotNull();
        assertThat(mistakes(document)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reserv: 30s",
                "reserve: 30",
                "reserve: -5s",
                "reserve: soon",
                "confidence: 0.5",
                "savesPerVolume: 0",
                "savesPerVolume: 1.5",
                "savesPerVolume: '2'",
                "savesWhileStopping: perhaps",
                "savePaces: {'D:': 0}",
                "otherServers: [{name: a}]",
                "guests: {match: a}",
                "guests: [{methods: [save]}]",
                "guests: [{match: ''}]",
                "guests: [{match: 'tag:'}]",
                "guests: [{match: 'tag:#db'}]",
                "guests: [{match: a, method: [save]}]",
                "guests: [{match: a, methods: save}]",
                "guests: [{match: a, methods: [hibernate]}]",
                "guests: [{match: a, methods: []}]",
                "guests: [{match: a, methods: [save], neverSave: true}]",
                "guests: [{match: a, methods: [turn-off], neverTurnOff: true}]",
                "guests: [{match: a, priority: 0}]",
                "guests: [{match: a, priority: high}]",
                "guests: [{match: a, os: bsd}]",
                "guests: [{match: a, leaveAlone: 1}]",
                "guests: [{match: a, dependsOn: [b]}]",
                "guests: [{match: a, dependsOn: [{guest: b, kind: firm}]}]",
                "guests: [{match: a, startOrder: -1}]",
                "guests: [{match: a, upWhen: perhaps}]",
                "neverTogether: [a, b]",
                "neverTogether: [[]]",
                "groups: {dbs: []}",
                "groups: {dbs: ['group:others']}",
                "groups: {a/b: [a]}",
                "shedding: [{guests: [], after: 5m}]",
                "shedding: [{guests: [a]}]",
                "patchWindows: [{day: someday, start: '02:30', length: 3h}]",
                "patchWindows: [{day: daily, start: '25:00', length: 3h}]",
            })
    void usualMistakesAreFoundByTheSchemaAsByTheProgram(String document) throws IOException {
        assertThatExceptionOfType(PolicyException.class).isThrownBy(() -> PolicyFile.parse(document, "policy"));
        assertThat(mistakes(document)).isNotEmpty();
    }
}

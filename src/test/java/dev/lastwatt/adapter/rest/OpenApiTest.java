package dev.lastwatt.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class OpenApiTest {

    @Test
    void theDocumentHasEveryPathOfTheApiAndNothingElse() throws Exception {
        List<String> paths = new ArrayList<>();
        document().path("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths)
                .containsExactlyInAnyOrder(
                        "/api/v1/status",
                        "/api/v1/ups",
                        "/api/v1/guests",
                        "/api/v1/plan",
                        "/api/v1/budget",
                        "/api/v1/samples",
                        "/api/v1/samples/host",
                        "/api/v1/settings",
                        "/api/v1/policy/explanation",
                        "/api/v1/runs",
                        "/api/v1/runs/{id}",
                        "/api/v1/runs/{id}/cancellation",
                        "/api/v1/audit",
                        "/api/v1/policy",
                        "/api/v1/policy/preview",
                        "/api/v1/policy/versions",
                        "/api/v1/policy/versions/{number}",
                        "/api/v1/policy/versions/{number}/restore",
                        "/api/v1/arming",
                        "/api/v1/arm",
                        "/api/v1/disarm",
                        "/api/v1/hold",
                        "/api/v1/hold/end",
                        "/api/v1/drills",
                        "/api/v1/drills/current",
                        "/api/v1/drills/current/cancellation",
                        "/api/v1/journal",
                        "/api/v1/events");
    }

    @Test
    void whatChangesSomethingSaysForWhichStateItIsMeant() throws Exception {
        for (JsonNode path : document().path("paths")) {
            for (String method : List.of("put", "patch", "post")) {
                JsonNode operation = path.path(method);
                boolean onlyLooks = operation.path("operationId").asText().startsWith("preview");
                if (!operation.isMissingNode() && !onlyLooks) {
                    assertThat(operation.path("responses").has("428"))
                            .as(operation.path("operationId").asText())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyOperationAndEverySchemaIsDescribed() throws Exception {
        JsonNode document = document();
        assertThat(document.at("/info/title").asText()).isEqualTo("Lastwatt");
        assertThat(document.at("/info/version").asText()).isEqualTo("1");
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    assertThat(operation.path("summary").asText()).isNotBlank();
                    assertThat(operation.path("description").asText()).isNotBlank();
                    assertThat(operation.path("operationId").asText()).isNotBlank();
                }));
        document.at("/components/schemas").fields().forEachRemaining(schema -> assertThat(
                        schema.getValue().path("description").asText())
                .as(schema.getKey())
                .isNotBlank());
    }

    @Test
    void theDocumentThatIsCheckedInIsThatOfTheProgram() throws Exception {
        String served = given().accept("application/yaml")
                .get("/openapi?format=yaml")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Path checkedIn = Path.of("docs", "openapi.yaml");
        if (System.getenv("LASTWATT_WRITE_OPENAPI") != null) {
            Files.writeString(checkedIn, served);
        }
        assertThat(Files.readString(checkedIn))
                .as("docs/openapi.yaml; LASTWATT_WRITE_OPENAPI=1 mvn test -Dtest=OpenApiTest -Dgroups=served writes it")
                .isEqualToNormalizingNewlines(served);
    }

    private static JsonNode document() throws Exception {
        String text = given().accept("application/json")
                .get("/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return new ObjectMapper().readTree(text);
    }
}

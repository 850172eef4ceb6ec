package dev.lastwatt.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class ExplorerTest {

    @Test
    void whatIsNotOfThePageHasNoScriptsAtAll() {
        for (String path : List.of("/openapi-ui.html", "/openapi", "/api/v1/status", "/openapi-ui/../api/v1/status")) {
            assertThat(given().urlEncodingEnabled(false).get(path).header("Content-Security-Policy"))
                    .as(path)
                    .doesNotContain("script-src");
        }
    }
}

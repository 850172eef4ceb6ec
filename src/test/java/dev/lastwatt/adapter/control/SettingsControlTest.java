package dev.lastwatt.adapter.control;

import static dev.lastwatt.fake.Guests.withActions;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.port.ActionAnswer.Cause;
import dev.lastwatt.port.SettingAnswer;
import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class SettingsControlTest {

    private static final Guest DB =
            withActions(Guest.running(ServedEngine.DB, "db", 4L << 30, "D:"), "TurnOff", "Start", 0);

    @Inject
    ServedEngine served;

    @Inject
    ControlGate gate;

    private int before;

    @BeforeEach
    void reset() {
        served.reset();
        served.host().become(DB);
        gate.open();
        before = served.memory().after(0, 100_000).size();
    }

    private List<Fact> facts() {
        return served.memory().after(0, 100_000).stream()
                .skip(before)
                .map(JournalEntry::fact)
                .filter(f -> f instanceof Fact.SettingChanged || f instanceof Fact.SettingAnswered)
                .toList();
    }

    private ControlClient client() {
        return new ControlClient(RestAssured.port, SecretFile.in(served.dataFolder()));
    }

    @Test
    void whatDiffersInAFreshInventoryIsSetAndWrittenDownBeforeAndAfter() {
        // The engine's own inventory still says Save: what counts is what the host has now.
        SettingsApplied applied = client().applySettings("alice", "the audit said so");

        assertThat(applied.settings())
                .extracting(
                        SettingsApplied.Applied::setting,
                        SettingsApplied.Applied::before,
                        SettingsApplied.Applied::after,
                        SettingsApplied.Applied::answer)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("AutomaticStopAction", "TurnOff", "Save", "changed"),
                        org.assertj.core.groups.Tuple.tuple(
                                "AutomaticStartAction", "Start", "StartIfRunning", "changed"));
        assertThat(applied.settings().get(0).undo()).endsWith("-AutomaticStopAction TurnOff");
        assertThat(served.host().inventory().guests().get(0).stopAction()).isEqualTo("Save");
        assertThat(facts()).hasSize(4);
        assertThat(facts().get(0)).isInstanceOfSatisfying(Fact.SettingChanged.class, f -> {
            assertThat(f.before()).isEqualTo("TurnOff");
            assertThat(f.after()).isEqualTo("Save");
            assertThat(f.by()).isEqualTo("alice");
            assertThat(f.reason()).isEqualTo("the audit said so");
        });
        assertThat(facts().get(1)).isInstanceOfSatisfying(Fact.SettingAnswered.class, f -> assertThat(f.answer())
                .isEqualTo("changed"));
        assertThat(client().applySettings("alice", "again").settings()).isEmpty();
    }

    @Test
    void aFactIsWrittenBeforeItsEffect() {
        served.host().meanwhile(() -> assertThat(facts()).last().isInstanceOf(Fact.SettingChanged.class));
        assertThat(client().applySettings("alice", "order").settings()).allMatch(SettingsApplied.Applied::done);
    }

    @Test
    void aRefusalIsAResultAndTheRestGoesOn() {
        served.host().answering(new SettingAnswer.Refused(Cause.WRONG_STATE, "Set-VM InvalidState"));
        known().body("{\"by\":\"alice\",\"reason\":\"try\"}")
                .post("/control/settings")
                .then()
                .statusCode(200)
                .body("settings.size()", equalTo(2))
                .body("settings[0].answer", equalTo("refused"))
                .body("settings[0].detail", equalTo("wrong-state: Set-VM InvalidState"));
        assertThat(facts()).hasSize(4);
    }

    @Test
    void onBatteryNothingIsChanged() {
        served.readings(StatusFlag.OB);
        known().body("{\"by\":\"alice\",\"reason\":\"now\"}")
                .post("/control/settings")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("going on"));
        assertThat(facts()).isEmpty();
        assertThat(served.host().inventory().guests()).containsExactly(DB);
    }

    @Test
    void whenTheMainsFailMeanwhileTheRestIsNotAskedFor() {
        served.host().meanwhile(() -> served.readings(StatusFlag.OB));
        assertThat(client().applySettings("alice", "bad luck").settings())
                .extracting(SettingsApplied.Applied::answer)
                .containsExactly("changed", "not-asked");
        assertThat(facts()).hasSize(2);
    }

    @Test
    void beforeTheUpsHasAnsweredNothingIsChanged() {
        served.resetToNothingKnown();
        assertThatThrownBy(() -> client().applySettings("alice", "early"))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("not known to be on");
    }

    @Test
    void aHostThatDoesNotAnswerIsARefusal() {
        served.host().fallSilent();
        assertThatThrownBy(() -> client().applySettings("alice", "silence"))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("nothing was changed")
                .hasMessageContaining("no answer");
        assertThat(facts()).isEmpty();
    }

    @Test
    void withoutTheSecretOrAReasonNothingIsChanged() {
        given().contentType("application/json")
                .body("{\"by\":\"a\",\"reason\":\"b\"}")
                .post("/control/settings")
                .then()
                .statusCode(401);
        known().body("{\"by\":\"a\"}")
                .post("/control/settings")
                .then()
                .statusCode(400)
                .body("field", equalTo("reason"));
        assertThat(facts()).isEmpty();
    }

    @Test
    void theAuditIsReadWithoutTheSecret() {
        given().get("/api/v1/settings")
                .then()
                .statusCode(200)
                .body("differing", equalTo(0))
                .body("guests.size()", equalTo(2))
                .body("guests[0].settings[0].setting", equalTo("AutomaticStopAction"))
                .body("guests[0].settings[0].differs", equalTo(false));
    }

    private RequestSpecification known() {
        return given().header(
                        "Authorization",
                        "Bearer " + SecretFile.in(served.dataFolder()).read())
                .contentType("application/json");
    }
}

package dev.lastwatt.adapter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.port.PolicyRefused;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PolicyTextTest {

    private static final String BEFORE = """
            # our site
            reserve: 60s
            guests:
              - match: 'sql*'
                methods: [shutdown]
              - match: '*'
                methods: [save]
            """;

    private final PolicyText form = new PolicyText();

    @Test
    void yamlAndJsonSayTheSame() {
        Policy yaml = form.read(BEFORE);
        assertThat(form.read(form.asJson(BEFORE))).isEqualTo(yaml);
        assertThat(form.read(form.asYaml(form.asJson(BEFORE)))).isEqualTo(yaml);
    }

    @Test
    void yamlIsKeptAsItWasWritten() {
        assertThat(form.asYaml(BEFORE)).isEqualTo(BEFORE);
    }

    @Test
    void nothingAtAllIsThePolicyOfDefaults() {
        assertThat(form.read("")).isEqualTo(Policy.defaults());
        assertThat(form.asJson("# only a note\n")).isEqualToIgnoringWhitespace("{}");
    }

    @Test
    void aMergePatchReplacesMembersAndNullTakesThemAway() {
        String patched = form.patched(BEFORE, "{\"reserve\": null, \"rideThrough\": \"45s\"}");
        assertThat(form.read(patched).reserve()).isEqualTo(Policy.defaults().reserve());
        assertThat(form.read(patched).rideThrough()).isEqualTo(Duration.ofSeconds(45));
        assertThat(form.read(patched).rules()).isEqualTo(form.read(BEFORE).rules());
    }

    @Test
    void aPatchThatMakesNoPolicyIsRefusedWithItsField() {
        assertThatExceptionOfType(PolicyRefused.class)
                .isThrownBy(() -> form.patched(BEFORE, "{\"reserve\": \"soon\"}"))
                .satisfies(e -> assertThat(e.field()).isEqualTo("reserve"));
        assertThatExceptionOfType(PolicyRefused.class)
                .isThrownBy(() -> form.patched(BEFORE, "[1]"))
                .satisfies(e -> assertThat(e.field()).isEqualTo("body"));
        assertThatExceptionOfType(PolicyRefused.class).isThrownBy(() -> form.patched(BEFORE, "{"));
        assertThatExceptionOfType(PolicyRefused.class)
                .isThrownBy(() -> form.patched(BEFORE, "[".repeat(5000) + "]".repeat(5000)));
    }

    @Test
    void theFieldOfARuleIsNamedByItsPlace() {
        assertThatExceptionOfType(PolicyRefused.class)
                .isThrownBy(() -> form.read("guests:\n  - match: 'a'\n    methods: [explode]\n"))
                .satisfies(e -> assertThat(e.field()).startsWith("guests[0].methods"));
    }

    @Test
    void aTextThatIsTooLargeIsRefused() {
        assertThatExceptionOfType(PolicyRefused.class)
                .isThrownBy(() -> form.read("#" + "x".repeat(300 * 1024)))
                .withMessageContaining("256 kB");
    }
}

package dev.lastwatt.adapter.policy;

import static dev.lastwatt.fake.Guests.guest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.OperatingSystem;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.OtherServer;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.policy.RuntimeUnknown;
import dev.lastwatt.core.policy.ShedTier;
import dev.lastwatt.core.policy.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "# nothing but a remark\n", "---\n", "---\n...\n", "null", "\ufeff"})
    void documentThatSaysNothingIsThePolicyOfANewInstallation(String text) {
        assertThat(policy(text)).isEqualTo(Policy.defaults());
    }

    @Test
    void whetherTheHostSavesAGuestThatHangsIsOneOfThreeWords() {
        assertThat(policy("savesWhileStopping: always").savesWhileStopping()).isTrue();
        assertThat(policy("savesWhileStopping: never").savesWhileStopping()).isFalse();
        assertThat(policy("savesWhileStopping: unknown").savesWhileStopping()).isNull();
        assertThatThrownBy(() -> policy("savesWhileStopping: perhaps"))
                .hasMessageContaining("savesWhileStopping")
                .hasMessageContaining("unknown, always, never");
    }

    @Test
    void everyFieldIsRead() {
        Policy read = policy("""
                reserve: 45s
                rideThrough: 0s
                mainsHold: 2m
                hostShutdown: PT1M40S
                forcedShutdownGrace: 3 m
                assumedRuntime: 1h
                saveWhenItBuys: 0s
                savesPerVolume: 2
                concurrentShutdowns: 4
                otherServers:
                  - name: backup server
                    needs: 4m
                guests:
                  - match: "*"
                    methods: [save, turn-off]
                    dependsOn:
                      - guest: san
                        kind: hard
                      - guest: dc*
                    priority: 2.5
                    leaveAlone: false
                """);
        assertThat(read)
                .isEqualTo(new Policy(
                        new Policy.Times(
                                Duration.ofSeconds(45),
                                Duration.ZERO,
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(100),
                                Duration.ofMinutes(3),
                                Duration.ofHours(1),
                                Duration.ZERO),
                        new Policy.Limits(2, 4),
                        List.of(new OtherServer("backup server", Duration.ofMinutes(4))),
                        List.of(new GuestRule(
                                "*",
                                List.of(StopMethod.SAVE, StopMethod.TURN_OFF),
                                List.of(
                                        new GuestRule.Need("san", Dependency.Kind.HARD),
                                        new GuestRule.Need("dc*", Dependency.Kind.SOFT)),
                                2.5,
                                false)),
                        Policy.Windows.NONE,
                        null,
                        List.of()));
    }

    @Test
    void whatIsDoneWhereTheRuntimeIsUnknownIsOneOfThreeWords() {
        assertThat(policy("whenRuntimeUnknown: stop").whenRuntimeUnknown()).isEqualTo(RuntimeUnknown.STOP);
        assertThat(policy("whenRuntimeUnknown: Wait").whenRuntimeUnknown()).isEqualTo(RuntimeUnknown.WAIT);
        assertThat(policy("").whenRuntimeUnknown()).isEqualTo(RuntimeUnknown.ASSUME);
        assertRefused("whenRuntimeUnknown: panic", "assume, stop, wait");
    }

    @Test
    void confidenceIsReadAndItsRangeNamed() {
        assertThat(policy("confidence: 0.99").confidence()).isEqualTo(0.99);
        assertThat(policy("reserve: 30s").confidence()).isEqualTo(0.95);
        assertThatThrownBy(() -> policy("confidence: 0.5"))
                .hasMessageContaining("confidence")
                .hasMessageContaining("0.8 to 0.999");
    }

    @Test
    void maintenanceWindowsAreReadWithTheirDayAndZone() {
        assertThat(policy("maintenanceWindows: [{day: sunday, start: '02:30', length: 3h, zone: Europe/Rome},"
                                + " {day: daily, start: '12:00', length: 30m, zone: UTC}]")
                        .windows()
                        .maintenance())
                .containsExactly(
                        new Window(
                                DayOfWeek.SUNDAY, LocalTime.of(2, 30), Duration.ofHours(3), ZoneId.of("Europe/Rome")),
                        new Window(null, LocalTime.NOON, Duration.ofMinutes(30), ZoneId.of("UTC")));
    }

    @Test
    void patchWindowsAreReadLikeMaintenanceWindowsAndApartFromThem() {
        Policy policy = policy("patchWindows: [{day: tuesday, start: '22:00', length: 4h, zone: UTC}]");
        assertThat(policy.windows().patch())
                .containsExactly(
                        new Window(DayOfWeek.TUESDAY, LocalTime.of(22, 0), Duration.ofHours(4), ZoneId.of("UTC")));
        assertThat(policy.windows().maintenance()).isEmpty();
    }

    @Test
    void savePacesAreWrittenInMegabytesASecond() {
        assertThat(policy("savePaces: {'D:': 400, 'E:': 1.5}").limits().savePaces())
                .containsOnly(Map.entry("D:", 400e6), Map.entry("E:", 1.5e6));
        for (String wrong : List.of("0", "-1", "100001", "null")) {
            assertThatExceptionOfType(PolicyException.class)
                    .isThrownBy(() -> policy("savePaces: {'D:': " + wrong + "}"))
                    .withMessageContaining("savePaces.D:");
        }
    }

    @Test
    void someVolumesMayTakeMoreSavesAtOnceThanOthers() {
        Policy policy = policy("savesPerVolume: 2\nsavesOnVolume: {'E:': 3}");
        assertThat(policy.savesOn("e:")).isEqualTo(3);
        assertThat(policy.savesOn("C:")).isEqualTo(2);
    }

    @Test
    void tiersThatMayBeShedAreReadAndWhatIsMissingInThemIsNamed() {
        assertThat(policy("shedding: [{guests: ['test*', lab], after: 5m, worth: 90s}, {guests: [build], after: 0s}]")
                        .shedding())
                .containsExactly(
                        new ShedTier(List.of("test*", "lab"), Duration.ofMinutes(5), Duration.ofSeconds(90)),
                        new ShedTier(List.of("build"), Duration.ZERO, Duration.ofMinutes(1)));
        Map.of(
                        "{guests: [a]}", "shedding[0].after",
                        "{after: 5m}", "shedding[0].guests",
                        "{guests: [''], after: 5m}", "shedding[0].guests[0]",
                        "{guests: [a], after: soon}", "shedding[0].after",
                        "{guests: [a], after: 5m, worth: much}", "shedding[0].worth")
                .forEach((tier, field) -> assertThatExceptionOfType(PolicyException.class)
                        .isThrownBy(() -> policy("shedding: [" + tier + "]"))
                        .withMessageContaining(field));
    }

    @Test
    void guestsAreNamedByNameIdTagOrGroup() {
        Policy policy = policy("""
                groups:
                  Databases: ["sql*", tag:db]
                guests:
                  - match: group:databases
                    methods: [shutdown]
                  - match: tag:tier=gold
                    methods: [save]
                """);
        assertThat(policy.ruleFor(guest("sql1")).methods()).containsExactly(StopMethod.SHUTDOWN);
        assertThat(policy.ruleFor(guest("x").withNotes("#db")).methods()).containsExactly(StopMethod.SHUTDOWN);
        assertThat(policy.ruleFor(guest("x").withNotes("#tier=gold")).methods()).containsExactly(StopMethod.SAVE);
    }

    @Test
    void howGuestsComeBackIsRead() {
        Policy policy = policy("guests: [{match: a, startOrder: 2, startDelay: 30s, upWhen: running}, {match: b}]\n"
                + "neverTogether: [[sql-a, sql-b], ['tag:primary', 'tag:standby']]");
        assertThat(policy.rules())
                .extracting(GuestRule::start)
                .containsExactly(
                        new GuestRule.Start(2, Duration.ofSeconds(30), GuestRule.Up.RUNNING), GuestRule.Start.USUAL);
        assertThat(policy.apart().sets())
                .containsExactly(List.of("sql-a", "sql-b"), List.of("tag:primary", "tag:standby"));
    }

    @Test
    void neverSaveTakesSavingFromTheUsualMethods() {
        GuestRule rule = policy("guests: [{match: a, neverSave: true, neverTurnOff: true}]")
                .rules()
                .get(0);
        assertThat(rule.methods()).containsExactly(StopMethod.SHUTDOWN);
        assertThat(rule.never()).containsExactlyInAnyOrder(StopMethod.SAVE, StopMethod.TURN_OFF);
        assertThat(policy("guests: [{match: a, neverSave: false}]")
                        .rules()
                        .get(0)
                        .never())
                .isEmpty();
    }

    @Test
    void theOperatingSystemOfGuestsIsWindowsOrLinuxOrNotSaid() {
        assertThat(policy("guests: [{match: a, os: Windows}, {match: b, os: linux}, {match: c}]")
                        .rules())
                .extracting(GuestRule::os)
                .containsExactly(OperatingSystem.WINDOWS, OperatingSystem.LINUX, null);
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> policy("guests: [{match: a, os: bsd}]"))
                .withMessageContaining("guests[0].os");
    }

    @Test
    void whetherUpdatesArePendingIsUnknownUnlessARuleSaysSo() {
        assertThat(policy("guests: [{match: a, updatesPending: true}, {match: b, updatesPending: false}, {match: c}]")
                        .rules())
                .extracting(GuestRule::updatesPending)
                .containsExactly(true, false, null);
    }

    @Test
    void ruleThatNamesNoMethodAllowsShutdownAndSave() {
        assertThat(policy("guests: [{match: a}]").rules())
                .containsExactly(
                        new GuestRule("a", List.of(StopMethod.SHUTDOWN, StopMethod.SAVE), List.of(), 1, false));
    }

    @Test
    void guestMayBeLeftAloneWithoutAMethod() {
        assertThat(policy("guests: [{match: a, methods: [], leaveAlone: true}]").rules())
                .hasSize(1);
    }

    @Test
    void byteOrderMarkOfWindowsEditorsIsNoError() {
        assertThat(policy("\ufeffreserve: 1m").reserve()).isEqualTo(Duration.ofMinutes(1));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                // fields
                wrong("reserv: 30s", "'reserv'", "allowed are", "reserve"),
                wrong("guests: [{match: a, method: [save]}]", "guests[0].method", "'method'", "methods"),
                wrong("guests: [{match: a, dependsOn: [{on: b}]}]", "guests[0].dependsOn[0].on", "'on'", "guest, kind"),
                wrong("otherServers: [{name: a, need: 3m}]", "otherServers[0].need", "name, needs"),
                wrong("reserve: 1m\nreserve: 2m", "line 2", "reserve"),
                wrong("guests: [{match: a, match: b}]", "match"),
                // times
                wrong("reserve: 30", "at reserve", "'30'", "90s, 5m or PT1M30S"),
                wrong("reserve: thirty seconds", "at reserve", "'thirty seconds'"),
                wrong("rideThrough: -5s", "at rideThrough", "'-5s'"),
                wrong("mainsHold: PT-5S", "at mainsHold"),
                wrong("hostShutdown: 25h", "at hostShutdown", "24 h"),
                wrong("hostShutdown: P999999999999D", "at hostShutdown"),
                wrong("assumedRuntime: 9999999999s", "at assumedRuntime"),
                wrong("reserve: ''", "at reserve"),
                wrong("reserve: [30s]", "at reserve", "one text"),
                wrong("reserve: {seconds: 30}", "at reserve", "one text"),
                wrong("otherServers: [{name: a, needs: soon}]", "otherServers[0].needs", "'soon'"),
                // counts and numbers
                wrong("savesPerVolume: 0", "at savesPerVolume", "1 to 1000"),
                wrong("savesPerVolume: -1", "at savesPerVolume", "1 to 1000"),
                wrong("concurrentShutdowns: 1001", "at concurrentShutdowns", "1 to 1000"),
                wrong("savesPerVolume: 1.5", "at savesPerVolume", "whole number"),
                wrong("guests: [~]", "guests[0]", "is empty"),
                wrong("savesPerVolume: '2'", "at savesPerVolume", "whole number"),
                wrong("savesPerVolume: many", "at savesPerVolume", "whole number"),
                wrong("savesPerVolume: 99999999999", "savesPerVolume", "99999999999"),
                wrong("guests: [{match: a, priority: -1}]", "guests[0].priority", "above 0"),
                wrong("guests: [{match: a, priority: 0}]", "guests[0].priority", "above 0"),
                wrong("guests: [{match: a, priority: .nan}]", "line 1", "'.nan'"),
                wrong("guests: [{match: a, priority: .inf}]", "line 1", "'.inf'"),
                wrong("guests: [{match: a, priority: high}]", "guests[0].priority", "a number"),
                wrong("guests: [{match: a, leaveAlone: yes please}]", "guests[0].leaveAlone", "true or false"),
                wrong("guests: [{match: a, leaveAlone: 1}]", "guests[0].leaveAlone", "true or false"),
                wrong("savesOnVolume: {'D:': 0}", "savesOnVolume.D:", "1 to 1000"),
                wrong("savesOnVolume: {'D:': ~}", "savesOnVolume.D:", "is missing"),
                wrong("savesOnVolume: {'D:': 1, 'd:': 2}", "savesOnVolume.d:", "twice"),
                // guests
                wrong("guests: [{methods: [save]}]", "guests[0].match", "is missing"),
                wrong("guests: [{match: '  '}]", "guests[0].match", "is missing"),
                wrong(
                        "guests: [{match: a}, {match: b, methods: [hibernate]}]",
                        "guests[1].methods",
                        "'hibernate'",
                        "save"),
                wrong("guests: [{match: a, methods: []}]", "guests[0].methods", "leaveAlone"),
                wrong("guests: [{match: a, methods: save}]", "guests[0].methods", "a list"),
                wrong("guests: [{match: a, methods: [~]}]", "guests[0].methods"),
                wrong("guests: [{match: a, dependsOn: b}]", "guests[0].dependsOn", "a list"),
                wrong("guests: [{match: a, dependsOn: [b]}]", "guests[0].dependsOn[0]", "fields"),
                wrong("guests: [{match: a, dependsOn: [{kind: hard}]}]", "guests[0].dependsOn[0].guest", "is missing"),
                wrong("guests: [{match: a, dependsOn: [{guest: b, kind: firm}]}]", "dependsOn[0].kind", "soft or hard"),
                wrong("guests: {match: a}", "at guests", "a list"),
                wrong("guests:\n  -\n", "guests[0]", "made of fields"),
                wrong("guests: [{match: a, dependsOn: [~]}]", "guests[0].dependsOn[0]", "is empty"),
                wrong("otherServers:\n  - name: a\n    needs: 1m\n  -\n", "otherServers[1]", "made of fields"),
                wrong("otherServers: [{needs: 1m}]", "otherServers[0].name", "is missing"),
                wrong("otherServers: [{name: a}]", "otherServers[0].needs", "is missing"),
                wrong(
                        "guests: [{match: a, methods: [save], neverSave: true}]",
                        "guests[0].neverSave",
                        "guests[0].methods allows save",
                        "take save out of methods"),
                wrong(
                        "guests: [{match: a, methods: [shutdown, turn-off], neverTurnOff: true}]",
                        "guests[0].neverTurnOff",
                        "take turn-off out of methods"),
                wrong("guests: [{match: a, startOrder: -1}]", "guests[0].startOrder", "0 to 1000"),
                wrong("guests: [{match: a, startDelay: soon}]", "guests[0].startDelay", "'soon'"),
                wrong("guests: [{match: a, upWhen: perhaps}]", "guests[0].upWhen", "heartbeat, running, asked"),
                wrong("neverTogether: [a, b]", "neverTogether[0]", "a list"),
                wrong("neverTogether: [[]]", "neverTogether[0]", "is empty"),
                wrong("neverTogether: [[a, 'group:x']]", "neverTogether[0][1]", "group:x"),
                // naming guests
                wrong("guests: [{match: 'group:dbs'}]", "guests[0].match", "it has none, write it under groups"),
                wrong("groups: {dcs: [a]}\nguests: [{match: 'group:dbs'}]", "guests[0].match", "there are dcs"),
                wrong(
                        "guests: [{match: a, dependsOn: [{guest: 'group:x'}]}]",
                        "guests[0].dependsOn[0].guest",
                        "group:x"),
                wrong("shedding: [{guests: ['group:x'], after: 5m}]", "shedding[0].guests[0]", "group:x"),
                wrong("guests: [{match: 'tag:'}]", "guests[0].match", "tag:db"),
                wrong("guests: [{match: 'tag:#db'}]", "guests[0].match", "tag:db"),
                wrong("groups: {dbs: []}", "groups.dbs", "is empty"),
                wrong("groups: {dbs: ~}", "groups.dbs", "is empty"),
                wrong("groups: {dbs: ['']}", "groups.dbs[0]", "is missing"),
                wrong("groups: {dbs: [~]}", "groups.dbs[0]", "is empty"),
                wrong("groups: {dbs: ['group:others']}", "groups.dbs[0]", "does not contain groups"),
                wrong("groups: {dbs: [a], DBS: [b]}", "groups.DBS", "twice"),
                wrong("groups: {'': [a]}", "groups.", "is not a name"),
                wrong("groups: {a/b: [a]}", "groups.a/b", "is not a name"),
                wrong("groups: {dbs: sql}", "groups.dbs", "a list"),
                wrong("guests: [{match: '" + "a".repeat(401) + "'}]", "guests[0].match", "400 characters"),
                // the document
                wrong("- match: a\n", "is not a policy", "reserve: 30s"),
                wrong("just some words", "is not a policy"),
                wrong("42", "is not a policy"),
                wrong("reserve: [30s", "line", "is not YAML"),
                wrong("reserve: 30s\n\tguests: []", "line", "is not YAML"),
                wrong("guests:\n  - match: *sql\n", "line 2", "'*sql'", "in quotes"),
                wrong("guests:\n  - match: *\n", "line 2", "is not YAML"),
                wrong("reserve: 1m\n---\nreserve: 2m\n", "line 3", "one document"),
                wrong("reserve: \u0000", "is not YAML"));
    }

    private static Arguments wrong(String text, String... says) {
        return Arguments.of(text, List.of(says));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void mistakeIsNamedWithItsPlaceAndItsFix(String text, List<String> says) {
        PolicyException e = catchThrowableOfType(PolicyException.class, () -> policy(text));
        assertThat(e).as("accepted: %s", text).isNotNull();
        assertThat(e.getMessage())
                .startsWith("policy.yaml")
                .contains(says)
                .doesNotContain("\n", "dev.lastwatt", "java.");
    }

    @Test
    void theSameDocumentMayBeWrittenInJson() {
        Policy yaml = policy("reserve: 45s\nguests:\n  - match: '*'\n    methods: [save]\n");
        String json = "{\n\t\"reserve\": \"45s\",\n\t\"guests\": [{\"match\": \"*\", \"methods\": [\"save\"]}]\n}\n";
        assertThat(policy(json)).isEqualTo(yaml);
        assertThat(policy("{}")).isEqualTo(Policy.defaults());
        assertRefused("{\"reserve\": \"1m\", \"reserve\": \"2m\"}", "reserve");
        assertRefused("{\"reserv\": \"1m\"}", "'reserv'");
        assertRefused("{\"savesPerVolume\": 2.0}", "whole number");
        assertRefused("{\"guests\": " + "[".repeat(50_000), "");
        assertRefused("{\"reserve\": \"1m\"} {\"reserve\": \"2m\"}", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reserve: !!java.net.URL [http://127.0.0.1/]",
                "reserve: !!str 30s",
                "guests: !!set {a, b}",
                "!<tag:example.org,2026:x> {reserve: 30s}",
                "guests: !mine [{match: a}]",
            })
    void typesOfYamlAreRefused(String text) {
        assertRefused(text, "remove it");
    }

    @Test
    void aliasesDoNotMultiply() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            bomb.append(c).append(": &").append(c).append(" [");
            bomb.append(("*" + (char) (c - 1) + ", ").repeat(9))
                    .append("*")
                    .append((char) (c - 1))
                    .append("]\n");
        }
        assertRefused(bomb.toString(), "alias");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void depthIsBounded(String opening) {
        assertRefused("guests: " + opening.repeat(20_000), "");
    }

    @Test
    void messageIsBoundedAndFitForATerminal() {
        PolicyException e = catchThrowableOfType(
                PolicyException.class, () -> policy("reserve: \"\\e[31m" + "x".repeat(10_000) + "\""));
        assertThat(e.getMessage()).hasSizeLessThan(700).doesNotContain("\u001b").contains("at reserve");
    }

    @Test
    void hugeFileIsNotRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("policy.yaml"), "# " + "x".repeat(300 * 1024));
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> PolicyFile.read(file))
                .withMessageContaining("larger than 256 kB");
    }

    @Test
    void otherEncodingIsNamed(@TempDir Path folder) throws IOException {
        Path latin = Files.write(folder.resolve("latin.yaml"), "# Büro\n".getBytes(StandardCharsets.ISO_8859_1));
        Path wide = Files.write(folder.resolve("wide.yaml"), "\ufeffreserve: 1m".getBytes(StandardCharsets.UTF_16LE));
        for (Path file : List.of(latin, wide)) {
            assertThatExceptionOfType(PolicyException.class)
                    .isThrownBy(() -> PolicyFile.read(file))
                    .withMessageContaining(file.toString())
                    .withMessageContaining("save it as UTF-8");
        }
    }

    @Test
    void fileThatCannotBeReadIsNamed(@TempDir Path folder) {
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> PolicyFile.read(folder.resolve("nowhere.yaml")))
                .withMessageContaining("nowhere.yaml")
                .withMessageContaining("cannot be read");
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> PolicyFile.read(folder))
                .withMessageContaining("cannot be read");
    }

    /** Whatever is in the file: a policy, or an error that an administrator can read. */
    @Test
    void spoiledPolicyIsReadOrRefusedAndNothingElse() throws IOException {
        byte[] good = Files.readAllBytes(Path.of("policies", "iscsi-target.yaml"));
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(128);
            }
            try {
                policy(new String(bad, StandardCharsets.UTF_8));
            } catch (PolicyException e) {
                assertThat(e.getMessage()).startsWith("policy.yaml").hasSizeLessThan(700);
            }
        }
    }

    private static void assertRefused(String text, String because) {
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> policy(text))
                .withMessageContaining(because);
    }

    private static Policy policy(String text) {
        return PolicyFile.parse(text, "policy.yaml");
    }
}

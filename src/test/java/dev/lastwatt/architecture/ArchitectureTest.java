package dev.lastwatt.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The import rules of the design. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.lastwatt");

    private static final String CORE = "dev.lastwatt.core.";

    /** Which packages of the core each of them may use, beside itself. */
    private static final Map<String, List<String>> CORE_USES = Map.of(
            "power", List.of(),
            "guest", List.of(),
            "stoptime", List.of("guest"),
            "policy", List.of("guest"),
            "plan", List.of("power", "guest", "stoptime", "policy"),
            "journal", List.of("guest"),
            "outage", List.of("power", "guest", "stoptime", "policy", "plan", "journal"),
            "drill", List.of("power", "guest", "stoptime", "policy", "plan", "journal", "outage"));

    /** Families of adapters: each may use itself and these. */
    private static final Map<String, List<String>> FAMILIES = Map.ofEntries(
            Map.entry("agents", List.of()),
            Map.entry("ups.wire", List.of()),
            Map.entry("ups.nut", List.of("ups.wire")),
            Map.entry("ups.apcupsd", List.of("ups.wire")),
            Map.entry("ups.usb", List.of("ups.wire")),
            Map.entry("ups.snmp", List.of("ups.wire")),
            Map.entry("ups.windows", List.of("ups.wire")),
            Map.entry("ups.simulated", List.of("ups.wire", "scenario")),
            Map.entry("hypervisor.hyperv", List.of()),
            Map.entry("hypervisor.simulated", List.of("scenario")),
            Map.entry("scenario", List.of()),
            Map.entry("store", List.of()),
            Map.entry("samples", List.of()),
            Map.entry("tables", List.of()),
            Map.entry("host", List.of()),
            Map.entry("time", List.of()),
            Map.entry("serve", List.of()),
            Map.entry("rest", List.of()),
            Map.entry("web", List.of()),
            Map.entry("control", List.of()),
            Map.entry("https", List.of("control")),
            Map.entry("report", List.of()),
            Map.entry("policy", List.of()),
            Map.entry("notify", List.of()),
            Map.entry("metrics", List.of()));

    @Test
    void coreIsPureJava() {
        check(classes()
                .that()
                .resideInAPackage("dev.lastwatt.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "dev.lastwatt.core.."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.io",
                "java.net..",
                "java.nio..",
                "java.sql..",
                "java.util.logging..",
                "java.util.concurrent.."
            })
    void coreTouchesNothingOutsideOfItself(String pack) {
        check(noClasses()
                .that()
                .resideInAPackage("dev.lastwatt.core..")
                .should()
                .dependOnClassesThat(resideInAPackage(pack)
                        .and(not(DescribedPredicate.describe(
                                "what records and enums are made of",
                                c -> c.getName().equals("java.io.Serializable")
                                        || c.getName().equals("java.io.ObjectStreamException"))))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"power", "guest", "stoptime", "policy", "plan", "journal", "outage", "drill"})
    void packageOfTheCoreUsesOnlyThoseBeforeIt(String pack) {
        String[] allowed =
                CORE_USES.get(pack).stream().map(p -> CORE + p + "..").toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage(CORE + pack + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(CORE + ".")
                        .and(not(resideInAPackage(CORE + pack + "..")))
                        .and(not(resideInAnyPackage(allowed)))));
    }

    @Test
    void everyPackageOfTheCoreIsKnownHere() {
        assertThat(PRODUCT.stream()
                        .map(JavaClass::getPackageName)
                        .filter(p -> p.startsWith(CORE))
                        .map(p -> p.substring(CORE.length())))
                .allMatch(CORE_USES::containsKey);
    }

    @Test
    void portsAndUseCasesDoNotKnowTheirAdapters() {
        check(noClasses()
                .that()
                .resideInAnyPackage("dev.lastwatt.core..", "dev.lastwatt.port..", "dev.lastwatt.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.lastwatt.adapter..", "dev.lastwatt.boot.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.lastwatt.port..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lastwatt.app.."));
    }

    @Test
    void adaptersDoNotSeeEachOther() {
        for (String family : FAMILIES.keySet()) {
            List<String> seen = FAMILIES.getOrDefault(family, List.of());
            DescribedPredicate<JavaClass> others = DescribedPredicate.describe("other adapters", c -> {
                String other = familyOf(c);
                return !other.isEmpty() && !other.equals(family) && !seen.contains(other);
            });
            check(noClasses()
                    .that(DescribedPredicate.describe(
                            "are of " + family, c -> familyOf(c).equals(family)))
                    .should()
                    .dependOnClassesThat(others));
        }
    }

    @Test
    void everyAdapterIsKnownHere() {
        Set<String> unknown = new TreeSet<>();
        for (JavaClass c : PRODUCT) {
            if (c.getPackageName().startsWith("dev.lastwatt.adapter") && !FAMILIES.containsKey(familyOf(c))) {
                unknown.add(c.getName());
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void onlyTheCompositionRootIsSeenByNobody() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.lastwatt.boot..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lastwatt.boot.."));
    }

    @ParameterizedTest
    @CsvSource({
        "org.sqlite.., dev.lastwatt.adapter.store..",
        "com.profesorfalken.., dev.lastwatt.adapter.hypervisor.hyperv..",
        "org.usb4java.., dev.lastwatt.adapter.ups.usb..",
        "javax.usb.., dev.lastwatt.adapter.ups.usb..",
        "org.hid4java.., dev.lastwatt.adapter.ups.usb..",
        "org.snmp4j.., dev.lastwatt.adapter.ups.snmp..",
        "com.openhtmltopdf.., dev.lastwatt.adapter.report..",
        "picocli.., dev.lastwatt.boot.command..",
        "com.fasterxml.jackson.dataformat.yaml.., dev.lastwatt.adapter.policy.. dev.lastwatt.adapter.tables..",
        "jakarta.ws.rs.., dev.lastwatt.adapter.rest.. dev.lastwatt.adapter.web.. dev.lastwatt.adapter.control..",
        "io.micrometer.., dev.lastwatt.adapter.metrics..",
    })
    void eachLibraryStaysInItsOwnAdapter(String library, String homes) {
        String[] homesAndBoot = (homes + " dev.lastwatt.boot..").split(" ");
        check(noClasses()
                .that()
                .resideOutsideOfPackages(homesAndBoot)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library));
    }

    @Test
    void coreAndUseCasesKnowNoWallClockNoThreadAndNoLog() {
        check(noClasses()
                .that()
                .resideInAnyPackage("dev.lastwatt.core..", "dev.lastwatt.app..", "dev.lastwatt.port..")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "reads the wall clock",
                        call -> call.getTarget().getName().equals("now")
                                        && call.getTargetOwner()
                                                .getPackageName()
                                                .equals("java.time")
                                || call.getTargetOwner().getName().equals("java.lang.System")
                                        && Set.of("currentTimeMillis", "nanoTime")
                                                .contains(call.getTarget().getName()))));
        check(noClasses()
                .that()
                .resideInAnyPackage("dev.lastwatt.core..", "dev.lastwatt.app..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "clocks, threads and logs",
                        c -> c.getName().equals("java.lang.Thread")
                                || c.getName().equals("java.time.Clock")
                                || c.getName().equals("java.util.Timer")
                                || c.getName()
                                        .matches(
                                                "java\\.util\\.concurrent\\.(Executor|Scheduled|ForkJoin|Completable).*")
                                || c.getPackageName().startsWith("java.util.logging")
                                || c.getPackageName().startsWith("org.jboss.")
                                || c.getPackageName().startsWith("org.slf4j"))));
    }

    @Test
    void nothingIsInjectedIntoFields() {
        check(noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty"));
        check(fields().that().areStatic().should().beFinal());
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        Set<String> without = new TreeSet<>();
        for (JavaClass c : PRODUCT) {
            if (!c.getPackage()
                    .tryGetPackageInfo()
                    .map(i -> i.isAnnotatedWith(NullMarked.class))
                    .orElse(false)) {
                without.add(c.getPackageName());
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    void noNameSaysNothing() {
        check(noClasses().should().haveNameMatching(".*(Manager|Util|Utils|Helper|Impl)"));
    }

    private static String familyOf(JavaClass c) {
        String prefix = "dev.lastwatt.adapter.";
        if (!c.getPackageName().startsWith(prefix)) {
            return "";
        }
        String[] words = c.getPackageName().substring(prefix.length()).split("\\.", -1);
        boolean two = words.length > 1 && (words[0].equals("ups") || words[0].equals("hypervisor"));
        return two ? words[0] + "." + words[1] : words[0];
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCT);
    }

    /** They share one application in a process of their own; among the others each class would start it anew. */
    @Test
    void testsInTheRunningApplicationAreTagged() {
        classes()
                .that()
                .areAnnotatedWith(QuarkusTest.class)
                .should()
                .beAnnotatedWith(Tag.class)
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                        .importPackages("dev.lastwatt"));
    }
}

package dev.lastwatt.adapter.hypervisor.hyperv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastwatt.contract.GuestSpec;
import dev.lastwatt.core.guest.AutomaticSetting;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.HostEvent;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.ActionAnswer.Accepted;
import dev.lastwatt.port.ActionAnswer.Cause;
import dev.lastwatt.port.ActionAnswer.Refused;
import dev.lastwatt.port.GuestCommand;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.PreStopAnswer;
import dev.lastwatt.port.SettingAnswer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What is Hyper-V's own, on genuine PowerShell and simulated modules. The measurement comes first, the killings last. */
@NeedsPeer(Peer.POWERSHELL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HyperVHypervisorTest {

    private static final double SPEED = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private SimulatedHost host;
    private HyperVHypervisor hypervisor;

    @BeforeAll
    void open(@TempDir Path folder) {
        host = new SimulatedHost(folder);
        host.become(SPEED, List.of(GuestSpec.running("first")));
        hypervisor = new HyperVHypervisor(host.settings().withSessions(2, 1), Clock.systemUTC());
        assertThat(hypervisor.sessions().awaitReady(3, Duration.ofSeconds(120))).isTrue();
    }

    @AfterAll
    void close() {
        hypervisor.close();
    }

    private void trouble(String... faults) {
        host.become(SPEED, List.of(GuestSpec.running("one")), h -> {
            for (String fault : faults) {
                h.withArray("faults").add(fault);
            }
        });
    }

    private static ObjectNode vm(ObjectNode host, int index) {
        return (ObjectNode) host.withArray("vms").get(index);
    }

    private static long milliseconds(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private static String figures(int times, Runnable work) {
        return IntStream.range(0, times)
                .mapToLong(i -> milliseconds(work))
                .sorted()
                .boxed()
                .toList()
                .toString();
    }

    private static void assertRefused(ActionAnswer answer, Cause cause) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.cause()).as(r.detail()).isEqualTo(cause));
    }

    /** Printed rather than asserted: the bounds here only catch what is wrong by an order of magnitude. */
    @Test
    @Order(1)
    void fiftyGuestsAreReadAndTenAreStoppedQuickly() {
        List<GuestSpec> guests = IntStream.range(0, 50)
                .mapToObj(i -> GuestSpec.running("vm" + i).downAfter(6_000))
                .toList();
        host.become(1, guests);
        List<GuestId> ids = guests.stream().map(GuestSpec::id).toList();
        // Every session reads the details of its own once; they are then kept for minutes.
        for (int i = 0; i < 6; i++) {
            hypervisor.inventory();
        }

        long inventory = milliseconds(hypervisor::inventory);
        System.out.println("inventory of 50 guests, ms: " + figures(10, hypervisor::inventory));
        System.out.println("states of 50 guests, ms: " + figures(10, () -> hypervisor.states(ids)));
        System.out.println("states of 5 guests, ms: " + figures(10, () -> hypervisor.states(ids.subList(0, 5))));
        ExecutorService callers = Executors.newFixedThreadPool(10);
        long together;
        try {
            together = milliseconds(() -> {
                List<CompletableFuture<ActionAnswer>> answers = new ArrayList<>();
                ids.subList(0, 10)
                        .forEach(id -> answers.add(CompletableFuture.supplyAsync(
                                () -> hypervisor.stop(id, StopMethod.SHUTDOWN, "test"), callers)));
                answers.forEach(a -> assertThat(a.join()).isInstanceOf(Accepted.class));
            });
        } finally {
            callers.shutdownNow();
        }
        System.out.println("ten stops at once, ms: " + together);
        System.out.println("ten stops one after another, ms: "
                + milliseconds(() -> ids.subList(10, 20)
                        .forEach(id -> assertThat(hypervisor.stop(id, StopMethod.SHUTDOWN, "test"))
                                .isInstanceOf(Accepted.class))));
        assertThat(inventory).isLessThan(15_000);
        assertThat(together).isLessThan(20_000);
    }

    @Test
    @Order(2)
    void theBatteryThatWindowsShowsIsReadOnMainsOnBatteryAndWhenItIsGone() {
        battery("{'name':'UPS HID Battery','onMains':true,'charge':97}");
        JsonNode onMains = hypervisor.batteries().path(0);
        assertThat(onMains.path("name").asText()).isEqualTo("UPS HID Battery");
        assertThat(onMains.path("powerOnline").asBoolean(false)).isTrue();
        assertThat(onMains.path("remaining").asLong()).isEqualTo(97);
        assertThat(onMains.path("full").asLong()).isEqualTo(100);
        assertThat(onMains.path("seconds").asLong()).isEqualTo(4_294_967_295L);

        battery("{'name':'UPS HID Battery','onMains':false,'charge':60,'minutes':12}");
        JsonNode onBattery = hypervisor.batteries().path(0);
        assertThat(onBattery.path("powerOnline").asBoolean(true)).isFalse();
        assertThat(onBattery.path("discharging").asBoolean()).isTrue();
        assertThat(onBattery.path("seconds").asLong()).isEqualTo(720);
        assertThat(onBattery.path("minutes").asLong()).isEqualTo(12);

        battery("null");
        assertThat(hypervisor.batteries()).isEmpty();
    }

    private void battery(String json) {
        host.become(SPEED, List.of(GuestSpec.running("first")), description -> {
            try {
                description.set("battery", new ObjectMapper().readTree(json.replace('\'', '"')));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    @Test
    @Order(2)
    void whoElseActsIsAskedOfWindowsInEveryLanguage() {
        for (String language : List.of("en", "ja")) {
            host.become(SPEED, List.of(GuestSpec.running("one")), h -> {
                h.put("language", language).putObject("battery");
                h.putObject("powerPlan").put("criticalAction", 2).put("criticalLevel", 7);
                h.withArray("services").addObject().put("name", "PCNS1");
                h.withArray("services").addObject().put("name", "Spooler");
                h.withArray("processes").addObject().put("name", "upsmon.exe");
            });
            JsonNode found = hypervisor.host().shutdownAgents(List.of("PCNS%", "O'Brien"), List.of("upsmon.exe"));
            assertThat(found.path("errors")).isEmpty();
            assertThat(found.path("services").findValuesAsText("name")).containsExactly("PCNS1");
            assertThat(found.path("processes").findValuesAsText("name")).containsExactly("upsmon.exe");
            assertThat(found.path("battery").path(0).path("criticalAction").asInt())
                    .isEqualTo(2);
            assertThat(found.path("battery").path(0).path("criticalLevel").asInt())
                    .isEqualTo(7);
        }
        host.become(SPEED, List.of(GuestSpec.running("one")), h -> {
            h.putObject("powerPlan").put("criticalAction", 3);
            h.withArray("faults").add("powercfg-fails");
        });
        assertThat(hypervisor.host().shutdownAgents(List.of("PCNS%"), List.of("upsmon.exe")))
                .as("without a battery there is nothing to act on")
                .allMatch(JsonNode::isEmpty);
        host.become(SPEED, List.of(GuestSpec.running("one")), h -> {
            h.putObject("battery");
            h.withArray("faults").add("powercfg-fails");
            h.withArray("services").addObject().put("name", "PCNS1");
        });
        JsonNode partly = hypervisor.host().shutdownAgents(List.of("PCNS%"), List.of("upsmon.exe"));
        assertThat(partly.path("errors").findValuesAsText("part")).containsExactly("battery");
        assertThat(partly.path("services")).hasSize(1);
    }

    @Test
    @Order(2)
    void driversOfUsbDevicesAreReadByVendor() {
        host.become(SPEED, List.of(GuestSpec.running("one")), h -> {
            h.withArray("devices")
                    .addObject()
                    .put("id", "USB\\VID_051D&PID_0002\\3B1")
                    .put("service", "HidUsb");
            h.withArray("devices")
                    .addObject()
                    .put("id", "HID\\VID_051D&PID_0002\\6&1")
                    .put("service", "HidBatt");
            h.withArray("devices")
                    .addObject()
                    .put("id", "USB\\VID_8087&PID_0AAA\\5")
                    .put("service", "BTHUSB");
        });
        assertThat(hypervisor.host().usbDrivers(List.of("051d", "0463")))
                .extracting(d -> d.path("service").asText())
                .containsExactly("HidUsb", "HidBatt");
    }

    @Test
    @Order(2)
    void guestsThatRunTellTheirAddresses() {
        host.become(SPEED, List.of(GuestSpec.running("one"), GuestSpec.running("two")), h -> {
            vm(h, 0).putArray("addresses").add("10.0.0.5").add("fd00::5");
        });
        assertThat(hypervisor.addresses().values()).containsExactly(Set.of("10.0.0.5", "fd00::5"));
    }

    @Test
    @Order(2)
    void troublesOfTheHostAreToldApart() {
        trouble("vmms-down");
        assertFails(HypervisorException.Cause.NOT_RUNNING);
        trouble("not-installed");
        assertFails(HypervisorException.Cause.NOT_RUNNING);
        trouble("no-permission");
        assertFails(HypervisorException.Cause.DENIED);
        assertRefused(hypervisor.stop(hypervisorGuest(), StopMethod.SAVE, "test"), Cause.DENIED);
        trouble();
        assertThat(hypervisor.inventory().guests()).hasSize(1);
    }

    private static GuestId hypervisorGuest() {
        return GuestSpec.running("any").id();
    }

    private void assertFails(HypervisorException.Cause cause) {
        assertThatThrownBy(hypervisor::inventory)
                .isInstanceOfSatisfying(
                        HypervisorException.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(cause));
    }

    @Test
    @Order(2)
    void noiseAndWarningsDoNotReachTheAnswer() {
        trouble("noise", "warnings");

        assertThat(hypervisor.inventory().guests()).hasSize(1);
    }

    @Test
    @Order(2)
    void aQuestionIsAnErrorAndEatsNothing() {
        List<Long> before = hypervisor.sessions().processes();
        trouble("prompt");
        assertThatThrownBy(hypervisor::inventory).isInstanceOf(HypervisorException.class);
        trouble();

        assertThat(hypervisor.inventory().guests()).hasSize(1);
        assertThat(hypervisor.sessions().processes()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    @Order(2)
    void aJapaneseHostIsReadLikeAnyOther() {
        GuestSpec guest = GuestSpec.running("\u96fb\u6e90\u7ba1\u7406").downAfter(10);
        host.become(SPEED, List.of(guest), h -> h.put("language", "ja"));

        assertThat(hypervisor.inventory().guests().get(0).name()).isEqualTo("\u96fb\u6e90\u7ba1\u7406");
        assertThat(hypervisor.stop(guest.id(), StopMethod.SHUTDOWN, "\u505c\u96fb"))
                .isInstanceOf(Accepted.class);
        assertRefused(hypervisor.start(hypervisorGuest()), Cause.GONE);
    }

    @Test
    @Order(2)
    void aGuestWithAnAssignedDeviceIsKnownNotToBeSavable() {
        GuestSpec device = GuestSpec.running("gpu");
        GuestSpec partition = GuestSpec.running("gpu-p");
        GuestSpec nested = GuestSpec.running("nested");
        host.become(SPEED, List.of(device, partition, nested), h -> {
            vm(h, 0).put("assignedDevices", 1);
            vm(h, 1).put("gpuPartitions", 1);
            vm(h, 2).put("exposeVirtualizationExtensions", true);
        });

        assertThat(hypervisor.inventory().guests())
                .extracting(g -> String.valueOf(g.cannotSave()))
                .containsExactlyInAnyOrder("assigned-device", "gpu-partition", "nested-virtualization");
        assertRefused(hypervisor.stop(device.id(), StopMethod.SAVE, "test"), Cause.NOT_SAVABLE);
        assertRefused(hypervisor.stop(partition.id(), StopMethod.SAVE, "test"), Cause.NOT_SAVABLE);
        assertThat(hypervisor.stop(nested.id(), StopMethod.SAVE, "test")).isInstanceOf(Accepted.class);
    }

    @Test
    @Order(2)
    void roomIsLookedForBeforeASaveForWhichHyperVHasSetNoneAside() {
        GuestSpec big = GuestSpec.running("big").withMemoryMb(8_192).on(GuestSpec.TIGHT);
        host.become(SPEED, List.of(big), h -> vm(h, 0).put("automaticStopAction", "ShutDown"));

        ActionAnswer answer = hypervisor.stop(big.id(), StopMethod.SAVE, "test");

        assertRefused(answer, Cause.NO_ROOM);
        assertThat(((Refused) answer).detail()).doesNotContain("job");
    }

    @Test
    @Order(2)
    void howASaveEndedCanBeAskedFor() {
        GuestSpec fails = GuestSpec.running("fails").withMemoryMb(20_000).that(GuestSpec.Fault.SAVE_FAILS);
        GuestSpec works = GuestSpec.running("works").withMemoryMb(400);
        host.become(SPEED, List.of(fails, works));
        hypervisor.stop(fails.id(), StopMethod.SAVE, "test");
        hypervisor.stop(works.id(), StopMethod.SAVE, "test");

        await().atMost(PATIENCE).until(() -> {
            hypervisor.states(List.of(fails.id(), works.id()));
            return hypervisor.lastJob(fails.id()).isPresent()
                    && hypervisor.lastJob(works.id()).isPresent();
        });

        assertThat(hypervisor.lastJob(fails.id()).orElseThrow().succeeded()).isFalse();
        assertThat(hypervisor.lastJob(works.id()).orElseThrow().succeeded()).isTrue();
        assertThat(hypervisor.states(List.of(works.id())).get(0).state()).isEqualTo(GuestState.SAVED);
    }

    @Test
    @Order(2)
    void automaticActionsAreSetAndReadAndARefusalNamesWhatHyperVSaid() {
        GuestSpec guest = GuestSpec.running("dc1").that(GuestSpec.Fault.SETTINGS_LOCKED);
        host.become(SPEED, List.of(guest));

        assertThat(hypervisor.settings().change(guest.id(), AutomaticSetting.START_ACTION, "Start"))
                .isEqualTo(new SettingAnswer.Changed());
        assertThat(hypervisor.settings().change(guest.id(), AutomaticSetting.STOP_ACTION, "ShutDown"))
                .isInstanceOfSatisfying(SettingAnswer.Refused.class, r -> {
                    assertThat(r.cause()).isEqualTo(Cause.WRONG_STATE);
                    assertThat(r.detail()).contains("InvalidState", "32775", "state Running");
                });

        assertThat(hypervisor.automaticActions(List.of(guest.id())))
                .containsEntry(guest.id(), new AutomaticActions("Save", "Start", Duration.ZERO));
    }

    @Test
    @Order(14)
    void commandRunsInTheGuestAndWhatCameOfItIsToldApart() {
        GuestSpec guest = GuestSpec.running("direct");
        host.become(
                SPEED, List.of(guest), json -> ((ObjectNode) json.path("vms").get(0))
                        .putObject("direct")
                        .put("user", "ann")
                        .put("password", "pass 'word\" $x"));

        PreStopAnswer good = inGuest(guest, "pass 'word\" $x", "/bin/echo", "$HOME; (1 + 1)", "a 'b'");
        assertThat(good.output()).isEqualTo("$HOME; (1 + 1) a 'b'");
        assertThat(good.ending()).isEqualTo(PreStopAnswer.Ending.SUCCEEDED);

        PreStopAnswer bad = inGuest(guest, "pass 'word\" $x", "/bin/sh", "-c", "echo no >&2; exit 7");
        assertThat(bad.ending()).isEqualTo(PreStopAnswer.Ending.FAILED);
        assertThat(bad.exit()).isEqualTo(7);
        assertThat(bad.output()).isEqualTo("no");

        PreStopAnswer stranger = inGuest(guest, "wrong", "/bin/echo");
        assertThat(stranger.ending()).isEqualTo(PreStopAnswer.Ending.NOT_RUN);
        assertThat(stranger.output())
                .contains("does not let that user in", "PSSessionStateBroken")
                .doesNotContain("wrong");

        PreStopAnswer nowhere = inGuest(guest, "pass 'word\" $x", "/no/such/program");
        assertThat(nowhere.ending()).isEqualTo(PreStopAnswer.Ending.NOT_RUN);
        assertThat(nowhere.output()).contains("the guest cannot run it", "CommandNotFoundException");
    }

    @Test
    @Order(15)
    void commandThatHangsInTheGuestIsLeftAndHoldsUpNoStop() {
        GuestSpec guest = GuestSpec.running("direct");
        host.become(SPEED, List.of(guest), json -> {
            ObjectNode vm = (ObjectNode) json.path("vms").get(0);
            vm.putObject("direct").put("user", "ann").put("password", "secret");
            vm.withArray("faults").add("direct-hangs");
        });
        PreStopAnswer answer = hypervisor.runInGuest(
                guest.id(), new GuestCommand(List.of("/bin/echo"), "ann", "secret"), Duration.ofSeconds(2));
        assertThat(answer.ending()).as(answer.output()).isEqualTo(PreStopAnswer.Ending.TIMED_OUT);
        assertThat(hypervisor.stop(guest.id(), StopMethod.SHUTDOWN, "test")).isInstanceOf(Accepted.class);
    }

    private PreStopAnswer inGuest(GuestSpec guest, String password, String... run) {
        return hypervisor.runInGuest(guest.id(), new GuestCommand(List.of(run), "ann", password), PATIENCE);
    }

    @Test
    @Order(2)
    void eventsOfThePastAreReadAndNoneIsNoError() {
        GuestSpec guest = GuestSpec.running("dc1");
        host.become(SPEED, List.of(guest));
        assertThat(hypervisor.history(Instant.EPOCH, 100)).isEmpty();
        host.become(SPEED, List.of(guest), h -> {
            event(h, "System", "User32", 1074, "2026-10-01T03:00:00Z");
            event(h, "System", "SomebodyElse", 13, "2026-10-01T03:00:01Z");
            event(
                            h,
                            "Microsoft-Windows-Hyper-V-Worker-Admin",
                            "Microsoft-Windows-Hyper-V-Worker",
                            18504,
                            "2026-10-01T03:00:20Z")
                    .put("vmId", guest.id().toString());
            event(h, "System", "Microsoft-Windows-Kernel-General", 13, "2026-10-01T03:01:35Z");
        });

        assertThat(hypervisor.history(Instant.parse("2026-09-01T00:00:00Z"), 100))
                .extracting(HostEvent::id, HostEvent::time, HostEvent::guest)
                .containsExactlyInAnyOrder(
                        event(1074, "2026-10-01T03:00:00Z", null),
                        event(18504, "2026-10-01T03:00:20Z", guest.id()),
                        event(13, "2026-10-01T03:01:35Z", null));
        assertThat(hypervisor.history(Instant.parse("2026-10-01T03:01:00Z"), 100))
                .hasSize(1);
        assertThat(hypervisor.bootedAt()).isPresent();
    }

    private static Tuple event(int id, String time, @Nullable GuestId guest) {
        return Tuple.tuple(id, Instant.parse(time), guest);
    }

    private static ObjectNode event(ObjectNode host, String log, String provider, int id, String time) {
        return host.withArray("events")
                .addObject()
                .put("log", log)
                .put("provider", provider)
                .put("id", id)
                .put("time", time);
    }

    @Test
    @Order(3)
    void aSessionThatDiesInTheMiddleOfAnAnswerCostsOnlyTime() {
        trouble("dies");

        assertThat(hypervisor.inventory().guests()).hasSize(1);
    }

    @Test
    @Order(4)
    void aCallThatHangsInHyperVHoldsUpNobodyElse() {
        assertThat(hypervisor.sessions().awaitReady(3, Duration.ofSeconds(120))).isTrue();
        trouble("hangs-once");
        CompletableFuture<?> hanging = CompletableFuture.supplyAsync(hypervisor::inventory);

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> hypervisor.inventory().guests().size() == 1);

        await().atMost(PATIENCE).until(hanging::isDone);
        assertThat(hypervisor.sessions().awaitReady(3, Duration.ofSeconds(120))).isTrue();
    }
}

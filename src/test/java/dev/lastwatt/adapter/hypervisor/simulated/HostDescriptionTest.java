package dev.lastwatt.adapter.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostDescriptionTest {

    private static final String VM =
            "{\"id\": \"00000000-0000-0000-0000-000000000001\", \"name\": \"dc1\", \"state\": \"Running\"}";

    @Test
    void whatIsLeftOutHasItsDefault() {
        HostDescription host = HostDescription.of("{\"vms\": [" + VM + "]}");

        assertThat(host.name()).isEqualTo("HV1");
        assertThat(host.volumes()).containsExactly(new HostDescription.Volume("C:", 400, 200_000));
        HostDescription.Vm vm = host.vms().get(0);
        assertThat(vm.memoryMb()).isEqualTo(4096);
        assertThat(vm.shutdownSeconds()).isEqualTo(20);
        assertThat(vm.bootSeconds()).isEqualTo(30);
        assertThat(vm.shutdownService()).isEqualTo(HostDescription.Service.OK);
        assertThat(host.battery()).isNull();
    }

    @Test
    void aBatteryAndAPastAreUnderstoodThoughTheyMeanNothingHere() {
        HostDescription host = HostDescription.of("{\"battery\": {\"charge\": 50}, \"events\": [{\"log\": \"System\","
                + " \"provider\": \"User32\", \"id\": 1074, \"time\": \"2026-11-01T03:00:00Z\", \"vmId\": null}],"
                + " \"faults\": [\"slow\"], \"language\": \"ja\"}");

        assertThat(host.battery()).isEqualTo(new HostDescription.Battery("UPS HID Battery", true, 50, null));
        assertThat(host.events()).hasSize(1);
        assertThat(host.faults()).containsExactly(HostFault.SLOW);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"vmz\": []} | vmz: no such field",
                "{\"vms\": 3} | vms",
                "{\"vms\": [3]} | vms[0]",
                "{\"vms\": null} | vms",
                "{\"vms\": [{\"id\": \"00000000-0000-0000-0000-000000000001\", \"name\": \"a\"}]} | state",
                "{\"vms\": [{\"id\": \"one\", \"name\": \"a\", \"state\": \"Off\"}]} | vms[0]: id must be a GUID, is one",
                "{\"vms\": [$, $]} | appears twice",
                "{\"vms\": [$], \"volumes\": []} | vms: volume of dc1 is C:, no such volume",
                "{\"volumes\": [{}, {}]} | volumes: C: appears twice",
                "{\"volumes\": [{\"freeMb\": \"much\"}]} | volumes[0].freeMb",
                "{\"faults\": [\"haunted\"]} | faults[0]",
                "{\"language\": \"eo\"} | language",
                "[] | host description: ",
                "{\"name\": | host description: ",
            })
    void nonsenseIsAnErrorThatNamesTheField(String json, String message) {
        assertThatThrownBy(() -> HostDescription.of(json.strip().replace("$", VM)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("host description: ")
                .hasMessageContaining(message.strip());
    }

    @ParameterizedTest
    @CsvSource({"Sleeping", "running", "''"})
    void aStateThatHyperVDoesNotHaveIsAnError(String state) {
        assertThatThrownBy(() -> HostDescription.of("{\"vms\": [" + VM.replace("Running", state) + "]}"))
                .hasMessageContaining("state: Hyper-V has none named " + state);
    }
}

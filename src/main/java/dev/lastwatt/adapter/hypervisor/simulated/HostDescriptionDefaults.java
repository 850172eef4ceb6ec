package dev.lastwatt.adapter.hypervisor.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastwatt.adapter.scenario.StrictJson;

/** What a host description means where it says nothing. Filled in before it is read, so that reading can be strict. */
final class HostDescriptionDefaults {

    private static final String HOST = """
            {"name": "HV1", "language": "en", "memoryBytes": 137438953472, "speed": 1, "faults": [], "battery": null,
             "events": [], "volumes": [{}], "vms": []}""";
    private static final String VOLUME = """
            {"name": "C:", "saveMbPerSecond": 400, "freeMb": 200000}""";
    private static final String BATTERY = """
            {"name": "UPS HID Battery", "onMains": true, "charge": 97, "minutes": null}""";
    private static final String EVENT = """
            {"vmId": null}""";
    private static final String VM = """
            {"memoryMb": 4096, "volume": "C:", "shutdownSeconds": 20, "bootSeconds": 30, "shutdownService": "Ok",
             "automaticStopAction": "Save", "automaticStartAction": "StartIfRunning", "automaticStartDelay": 0,
             "notes": "", "generation": 2, "clustered": false, "replicationMode": "None", "faults": []}""";

    private static final ObjectReader READER = StrictJson.complete(HostDescription.class);

    private HostDescriptionDefaults() {}

    static HostDescription read(String json) throws JsonProcessingException {
        JsonNode host = over(HOST, READER.readTree(json));
        if (host instanceof ObjectNode object) {
            fill(object, "volumes", VOLUME);
            fill(object, "events", EVENT);
            fill(object, "vms", VM);
            if (object.path("battery").isObject()) {
                object.set("battery", over(BATTERY, object.path("battery")));
            }
        }
        return READER.readValue(host.toString());
    }

    static String explain(JsonProcessingException wrong) {
        return StrictJson.explain(wrong);
    }

    private static void fill(ObjectNode host, String field, String defaults) throws JsonProcessingException {
        if (host.get(field) instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, over(defaults, list.get(i)));
            }
        }
    }

    /** What is given replaces the default; what is not even an object is left for the reader to refuse. */
    private static JsonNode over(String defaults, JsonNode given) throws JsonProcessingException {
        if (!(given instanceof ObjectNode fields)) {
            return given;
        }
        ObjectNode whole = (ObjectNode) READER.readTree(defaults);
        whole.setAll(fields);
        return whole;
    }
}

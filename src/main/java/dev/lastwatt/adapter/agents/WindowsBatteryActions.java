package dev.lastwatt.adapter.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastwatt.port.ShutdownAgent;
import java.util.ArrayList;
import java.util.List;

/** What Windows does itself when the battery that it shows is critical, or low, by the numbers of its power plan. */
final class WindowsBatteryActions {

    private WindowsBatteryActions() {}

    static List<ShutdownAgent> acting(JsonNode plan) {
        List<ShutdownAgent> acting = new ArrayList<>();
        add("critical", "BATACTIONCRIT", plan, acting);
        add("low", "BATACTIONLOW", plan, acting);
        return acting;
    }

    private static void add(String which, String alias, JsonNode plan, List<ShutdownAgent> acting) {
        long action = plan.path(which + "Action").asLong(0);
        if (action == 0) {
            return;
        }
        JsonNode level = plan.path(which + "Level");
        acting.add(
                new ShutdownAgent(
                        "Windows' " + which + "-battery action",
                        does(action) + (level.isNumber() ? " at " + level.asLong() + " % of the battery" : ""),
                        "'powercfg /setdcvalueindex SCHEME_CURRENT SUB_BATTERY " + alias
                                + " 0' and 'powercfg /setactive SCHEME_CURRENT' in an elevated prompt; a group policy overrules that"));
    }

    private static String does(long action) {
        if (action == 1) {
            return "puts this host to sleep";
        }
        return action == 2
                ? "hibernates this host"
                : action == 3 ? "shuts this host down" : "does something to this host";
    }
}

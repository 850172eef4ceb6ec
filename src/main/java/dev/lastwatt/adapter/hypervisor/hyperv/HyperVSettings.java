package dev.lastwatt.adapter.hypervisor.hyperv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastwatt.core.guest.AutomaticSetting;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.port.ActionAnswer.Cause;
import dev.lastwatt.port.GuestSettings;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.SettingAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Changes one automatic setting at a time, so that a refused stop action does not take the start action with it. */
final class HyperVSettings implements GuestSettings {

    private static final int LONGEST = 600;

    private final Function<Map<String, Object>, List<JsonNode>> setter;

    /** By this way to the module's function. */
    HyperVSettings(Function<Map<String, Object>, List<JsonNode>> setter) {
        this.setter = setter;
    }

    @Override
    public SettingAnswer change(GuestId id, AutomaticSetting setting, String value) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("Id", id.toString());
        switch (setting) {
            case STOP_ACTION -> arguments.put("Stop", value);
            case START_ACTION -> arguments.put("Start", value);
            case START_DELAY -> arguments.put("StartDelay", Integer.parseInt(value));
        }
        try {
            List<JsonNode> answers = setter.apply(arguments);
            return answers.isEmpty()
                    ? new SettingAnswer.Refused(Cause.GONE, "Get-VM ObjectNotFound")
                    : answer(answers.get(0), setting, value);
        } catch (HypervisorException e) {
            String detail = String.valueOf(e.getMessage());
            return switch (e.kind()) {
                case DENIED -> new SettingAnswer.Refused(Cause.DENIED, detail);
                case NO_POWERSHELL, MISCONFIGURED, NOT_RUNNING -> new SettingAnswer.Refused(Cause.FAILED, detail);
                case TIMEOUT, GARBLED -> new SettingAnswer.Unanswered(detail);
            };
        }
    }

    private static SettingAnswer answer(JsonNode json, AutomaticSetting setting, String value) {
        String cause = GuestReader.text(json, "cause", LONGEST);
        if (!cause.isEmpty()) {
            return new SettingAnswer.Refused(ActionReader.cause(cause), GuestReader.text(json, "detail", LONGEST));
        }
        String now =
                switch (setting) {
                    case STOP_ACTION -> GuestReader.text(json, "stop", LONGEST);
                    case START_ACTION -> GuestReader.text(json, "start", LONGEST);
                    case START_DELAY -> GuestReader.text(json, "startDelay", LONGEST);
                };
        return now.toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT))
                ? new SettingAnswer.Changed()
                : new SettingAnswer.Refused(Cause.FAILED, "it is " + now + " afterwards");
    }
}

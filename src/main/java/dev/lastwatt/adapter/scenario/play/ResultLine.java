package dev.lastwatt.adapter.scenario.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lastwatt.adapter.scenario.policy.Played;
import dev.lastwatt.adapter.scenario.world.Decision;
import dev.lastwatt.adapter.scenario.world.PlayedOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line of a result file, as {@code docs/scenario-result.schema.json} demands. */
public final class ResultLine {

    private static final ObjectWriter LINE = JsonMapper.builder().build().writer();

    private ResultLine() {}

    /** Without the end of the line. Times are written in full, so that a referee replays exactly this. */
    public static String of(Played played) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("scenario", played.scenario());
        line.put("policy", played.policy());
        List<Map<String, Object>> decisions = new ArrayList<>();
        for (Decision d : played.decisions()) {
            Map<String, Object> decision = new LinkedHashMap<>();
            decision.put("t", d.at());
            decision.put("do", d.action().word());
            String guest = d.guest();
            if (guest != null) {
                decision.put("guest", guest);
            }
            decisions.add(decision);
        }
        line.put("decisions", decisions);
        Double stated = played.statedProbability();
        if (stated != null) {
            line.put("statedProbability", stated);
        }
        PlayedOutcome outcome = played.outcome();
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("unclean", outcome.unclean());
        end.put("hostUnclean", outcome.hostUnclean());
        end.put("stopped", outcome.stopped());
        end.put("needless", outcome.needless());
        end.put("serviceSeconds", outcome.serviceSeconds());
        end.put("orderViolations", outcome.orderViolations());
        end.put("leftSeconds", outcome.leftSeconds());
        line.put("outcome", end);
        try {
            return LINE.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result cannot be written", e);
        }
    }
}

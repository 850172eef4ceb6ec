package dev.lastwatt.adapter.scenario.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A comparison as text for people, as JSON and as CSV. Shares are percent in the text, shares of 1 elsewhere. */
public final class ComparisonText {

    private static final String NONE = "-";

    private record Column(String head, String field, Function<Row, Share> share) {}

    private static final List<Column> SHARES = List.of(
            new Column("unclean %", "anyUnclean", Row::anyUnclean),
            new Column("guests %", "guestsUnclean", Row::guestsUnclean),
            new Column("guests, possible %", "guestsUncleanPossible", Row::guestsUncleanPossible),
            new Column("host cut %", "hostCut", Row::hostCut),
            new Column("host, possible %", "hostCutPossible", Row::hostCutPossible),
            new Column("needless %", "needless", Row::needless),
            new Column("order %", "orderBroken", Row::orderBroken),
            new Column("order, possible %", "orderBrokenPossible", Row::orderBrokenPossible),
            new Column("of oracle %", "serviceOfOracle", Row::serviceOfOracle));

    /** What is shown for each kind of gauge; the rest is in JSON and CSV. */
    private static final Set<String> BY_GAUGE =
            Set.of("anyUnclean", "guestsUncleanPossible", "hostCutPossible", "orderBrokenPossible", "serviceOfOracle");

    private ComparisonText() {}

    /** A table over all outages, with each share's interval in the line under it. */
    public static List<String> table(List<Row> rows) {
        return table(rows, SHARES, false);
    }

    /** A shorter one for the kinds of gauge, without intervals. */
    public static List<String> tableByGauge(List<Row> rows) {
        return table(
                rows, SHARES.stream().filter(c -> BY_GAUGE.contains(c.field())).toList(), true);
    }

    private static List<String> table(List<Row> rows, List<Column> columns, boolean withGauge) {
        List<List<String>> cells = new ArrayList<>();
        List<String> heads = new ArrayList<>(List.of("policy"));
        if (withGauge) {
            heads.add("gauge");
        }
        heads.add("outages");
        columns.forEach(c -> heads.add(c.head()));
        heads.addAll(List.of("service min", "left min"));
        cells.add(heads);
        for (Row row : rows) {
            List<String> values = new ArrayList<>(List.of(row.policy()));
            List<String> intervals = new ArrayList<>(List.of(""));
            if (withGauge) {
                values.add(row.gauge());
            }
            values.add(Integer.toString(row.outages()));
            intervals.add("");
            for (Column column : columns) {
                Share share = column.share().apply(row);
                values.add(percent(share.value()));
                intervals.add(Double.isNaN(share.value()) ? "" : percent(share.low()) + ".." + percent(share.high()));
            }
            values.add(number(row.serviceMinutes(), 2));
            values.add(number(row.leftMinutes(), 2));
            intervals.addAll(List.of("", ""));
            cells.add(values);
            if (!withGauge) {
                cells.add(intervals);
            }
        }
        return aligned(cells, withGauge ? 2 : 1);
    }

    /** What was stated against what happened, a line a bin. */
    public static List<String> table(List<StatedBin> bins, String of) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("policy", of, "outages", "mean %", "observed %", "99.9 % interval", ""));
        for (StatedBin bin : bins) {
            cells.add(List.of(
                    bin.policy(),
                    number(100 * bin.from(), 1) + ".." + number(100 * bin.to(), 1),
                    Integer.toString(bin.outages()),
                    number(100 * bin.stated(), 2),
                    number(100 * bin.observed().value(), 2),
                    number(100 * bin.observed().low(), 2) + ".."
                            + number(100 * bin.observed().high(), 2),
                    bin.holds() ? "holds" : "misses"));
        }
        return aligned(cells, 1);
    }

    /** One object with both lists of rows and the bins. */
    public static String json(Map<String, Object> about, List<Row> rows, List<Row> byGauge, List<StatedBin> stated) {
        Map<String, Object> document = new LinkedHashMap<>(about);
        document.put("policies", rows.stream().map(ComparisonText::fields).toList());
        document.put("byGauge", byGauge.stream().map(ComparisonText::fields).toList());
        document.put("stated", stated.stream().map(ComparisonText::fields).toList());
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a comparison cannot be written", e);
        }
    }

    /** Heads and one line a row. Names have no commas. */
    public static List<String> csv(List<Row> rows) {
        List<String> lines = new ArrayList<>();
        StringBuilder heads = new StringBuilder("policy,gauge,outages");
        SHARES.forEach(c -> heads.append(',')
                .append(c.field())
                .append(',')
                .append(c.field())
                .append("Low,")
                .append(c.field())
                .append("High"));
        lines.add(heads.append(",serviceMinutes,leftMinutes").toString());
        for (Row row : rows) {
            StringBuilder line = new StringBuilder(row.policy() + "," + row.gauge() + "," + row.outages());
            for (Column column : SHARES) {
                Share share = column.share().apply(row);
                for (double value : new double[] {share.value(), share.low(), share.high()}) {
                    line.append(',').append(Double.isNaN(value) ? "" : number(value, 6));
                }
            }
            line.append(',').append(number(row.serviceMinutes(), 4)).append(',');
            lines.add(line.append(Double.isNaN(row.leftMinutes()) ? "" : number(row.leftMinutes(), 4))
                    .toString());
        }
        return lines;
    }

    private static Map<String, Object> fields(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("policy", row.policy());
        fields.put("gauge", row.gauge());
        fields.put("outages", row.outages());
        for (Column column : SHARES) {
            Share share = column.share().apply(row);
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("value", orNull(share.value()));
            of.put("low", orNull(share.low()));
            of.put("high", orNull(share.high()));
            fields.put(column.field(), of);
        }
        fields.put("serviceMinutes", row.serviceMinutes());
        fields.put("leftMinutes", orNull(row.leftMinutes()));
        return fields;
    }

    private static Map<String, Object> fields(StatedBin bin) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("policy", bin.policy());
        fields.put("from", bin.from());
        fields.put("to", bin.to());
        fields.put("outages", bin.outages());
        fields.put("stated", bin.stated());
        fields.put("observed", bin.observed().value());
        fields.put("low", bin.observed().low());
        fields.put("high", bin.observed().high());
        return fields;
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? NONE : number(100 * share, share < 0.1 ? 2 : 1);
    }

    private static String number(double value, int digits) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static List<String> aligned(List<List<String>> cells, int leftColumns) {
        int columns = cells.get(0).size();
        int[] widths = new int[columns];
        cells.forEach(row -> {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        });
        List<String> lines = new ArrayList<>();
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String pad = " ".repeat(widths[c] - row.get(c).length());
                line.append(c == 0 ? "" : "  ").append(c < leftColumns ? row.get(c) + pad : pad + row.get(c));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}

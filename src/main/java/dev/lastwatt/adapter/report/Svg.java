package dev.lastwatt.adapter.report;

/** Writes SVG elements. Attributes only, no style: a page with a strict content security policy shows it all the same. */
final class Svg {

    private final StringBuilder out = new StringBuilder();

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    Svg raw(String markup) {
        out.append(markup).append('\n');
        return this;
    }

    Svg line(double x1, double y1, double x2, double y2, String attributes) {
        return raw("<line x1=\"" + Axis.place(x1) + "\" y1=\"" + Axis.place(y1) + "\" x2=\"" + Axis.place(x2)
                + "\" y2=\"" + Axis.place(y2) + "\" " + attributes + "/>");
    }

    Svg text(double x, double y, String attributes, String text) {
        return raw("<text x=\"" + Axis.place(x) + "\" y=\"" + Axis.place(y) + "\" " + attributes + ">" + escaped(text)
                + "</text>");
    }

    Svg rect(double x, double y, double width, double height, String attributes) {
        return raw("<rect x=\"" + Axis.place(x) + "\" y=\"" + Axis.place(y) + "\" width=\""
                + Axis.place(Math.max(0, width)) + "\" height=\"" + Axis.place(height) + "\" " + attributes + "/>");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}

package dev.lastwatt.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class TimelineTest {

    private static String svg(Hosts host) {
        return Timeline.svg(BudgetReport.of(host.snapshot(), ZoneOffset.UTC));
    }

    private static Document parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> all(Document document, String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        List<Element> out = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            out.add((Element) nodes.item(i));
        }
        return out;
    }

    @Test
    void anyPlanGivesAWellFormedPictureInsideItsFrame() throws Exception {
        for (long seed = 0; seed < 200; seed++) {
            String svg = svg(Hosts.random(seed));
            Document document = parsed(svg);
            assertThat(svg).as("seed %d", seed).doesNotContain("NaN", "Infinity", "null");
            for (Element rect : all(document, "rect")) {
                double x = rect.getAttribute("x").isEmpty() ? 0 : Double.parseDouble(rect.getAttribute("x"));
                double width = Double.parseDouble(rect.getAttribute("width"));
                assertThat(width).isNotNegative();
                assertThat(x).isNotNegative();
                assertThat(x + width).as("seed %d", seed).isLessThanOrEqualTo(980);
            }
        }
    }

    @Test
    void everyGuestHasALabelledBarThatSaysItsTimes() throws Exception {
        BudgetReport report = BudgetReport.of(Hosts.office().snapshot(), ZoneOffset.UTC);
        Document document = parsed(Timeline.svg(report));
        assertThat(document.getDocumentElement().getAttribute("role")).isEqualTo("img");
        List<String> titles =
                all(document, "title").stream().map(Element::getTextContent).toList();
        for (StopLine guest : report.stops()) {
            assertThat(titles).anySatisfy(t -> assertThat(t)
                    .startsWith(guest.name() + ": " + guest.method().word())
                    .contains(guest.startClock(), guest.expectedClock(), guest.worstClock()));
        }
    }

    @Test
    void hostileNamesStayText() throws Exception {
        Document document = parsed(svg(BudgetTextTest.hostile()));
        assertThat(all(document, "script")).isEmpty();
        assertThat(all(document, "text"))
                .anySatisfy(t -> assertThat(t.getTextContent()).startsWith("<script>"));
    }

    @Test
    void aPlanThatDoesNotFitBeginsBeforeTheFailure() throws Exception {
        Hosts host = Hosts.office();
        host.lowerBound = Duration.ofSeconds(60);
        assertThat(parsed(svg(host)).getDocumentElement().getTagName()).isEqualTo("svg");
    }

    @Test
    void hoursOfWaitingAreCutOffTheAxisAndThisIsSaid() {
        Hosts host = Hosts.office();
        host.lowerBound = Duration.ofHours(6);
        assertThat(svg(host)).contains("the axis does not begin at 0");
        assertThat(svg(Hosts.office())).doesNotContain("the axis does not begin at 0");
    }

    @Test
    void withoutAPlanThereIsNoPicture() {
        assertThat(Timeline.svg(BudgetReport.of(new Hosts().knowingNothing(), ZoneOffset.UTC)))
                .isEmpty();
    }
}

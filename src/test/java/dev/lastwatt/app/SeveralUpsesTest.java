package dev.lastwatt.app;

import static dev.lastwatt.core.power.StatusFlag.OB;
import static dev.lastwatt.core.power.StatusFlag.OL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.fake.OutageWorld;
import dev.lastwatt.fake.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole outages of a host that two UPSes feed. */
class SeveralUpsesTest {

    private final OutageWorld world = new OutageWorld();
    private boolean leftHasMains = true;
    private boolean rightHasMains = true;
    private boolean leftAnswers = true;
    private boolean rightAnswers = true;
    private boolean leftSaysSo = true;
    private int leftSeconds = 1000;
    private int rightSeconds = 400;

    @Test
    void oneOfTwoLostStopsNothing() {
        fedBy(1).armed();
        leftHasMains = false;
        world.seconds(600);
        assertThat(world.state().phase()).isEqualTo(Phase.ON_LINE);
        assertThat(world.asks).isEmpty();
        assertThat(alarms()).anyMatch(a -> a.startsWith("UPS left is on battery since"));
        assertThat(world.facts(Fact.PowerChanged.class))
                .extracting(Fact.PowerChanged::state)
                .doesNotContain("on battery");
    }

    @Test
    void bothOnBatteryTheLongerCountsWhereOneSuffices() {
        fedBy(1).armed();
        failBoth();
        world.seconds(5);
        Snapshot now = world.engine().snapshot();
        assertThat(now.power().word()).isEqualTo("on battery");
        assertThat(now.remaining().because()).startsWith("left, the longest of 2 UPSes, judged at 200 % of its load");
        double atTwice = leftSeconds / Math.pow(2, 1.3);
        assertThat((double) now.remaining().likely().toSeconds()).isCloseTo(atTwice, within(0.1 * atTwice));
    }

    @Test
    void bothOnBatteryTheShorterCountsWhereBothAreNeeded() {
        fedBy(2).armed();
        failBoth();
        world.seconds(5);
        Snapshot now = world.engine().snapshot();
        assertThat(now.remaining().because())
                .startsWith("right, the shortest of 2 UPSes, judged at its own load, since the host needs 2: ");
        assertThat((double) now.remaining().likely().toSeconds()).isCloseTo(400, within(40.0));
    }

    @Test
    void oneThatIsUnreachableOnBatteryCountsAsGoneAndTheOtherIsLivedFrom() {
        fedBy(1).armed();
        failBoth();
        world.seconds(5);
        leftAnswers = false;
        world.seconds(10);
        Snapshot now = world.engine().snapshot();
        assertThat(now.alarms()).anyMatch(a -> a.endsWith("last seen on battery: it counts as gone"));
        assertThat(now.remaining().because()).startsWith("right, ");
        world.until(world::hostIsAsked, 400);
        assertThat(world.guest("web").state.isUp()).isFalse();
    }

    /** It answers; but what it was last is no word for what it is. */
    @Test
    void oneThatDoesNotSayWhatFeedsItIsTakenForGoneWhenTheOtherIsOnBattery() {
        fedBy(1).armed();
        leftSaysSo = false;
        world.seconds(10);
        assertThat(alarms())
                .anyMatch(a -> a.startsWith("UPS left: ") && a.contains("does not say whether mains or battery"));
        rightHasMains = false;
        world.seconds(5);
        Snapshot now = world.engine().snapshot();
        assertThat(now.power().word()).isEqualTo("on battery");
        assertThat(now.remaining().because()).startsWith("right, ");
        world.until(world::hostIsAsked, 400);
        assertThat(world.guest("web").state.isUp()).isFalse();
    }

    @Test
    void theWholeOutageEndsWithinTheRuntimeThatCounts() {
        world.guest("db", 40);
        fedBy(2).armed();
        failBoth();
        int failed = world.now();
        world.until(world::hostIsAsked, 1000);
        assertThat(world.now() - failed).as("right lasts 400 s").isBetween(100, 340);
    }

    @Test
    void twoSourcesOfTheSameUpsThatDisagreeAreToldAndTheWorseCounts() {
        world.upses = new SupplySetup(
                List.of(
                        new SupplySetup.Unit("card", "left", OutageWorld.BATTERY),
                        new SupplySetup.Unit("usb", "left", OutageWorld.BATTERY)),
                1);
        speakTheTwo();
        world.guest("web", 30);
        world.armed();
        rightHasMains = false;
        world.seconds(30);
        Snapshot now = world.engine().snapshot();
        assertThat(now.power().word()).isEqualTo("on battery");
        assertThat(now.alarms())
                .contains(
                        "UPS left: its sources card and usb disagree about the power (on line, on battery); the worse counts");
    }

    @Test
    void eachUpsHasItsOwnBatteryRecord() {
        fedBy(1).armed();
        world.engine().batteryReplaced("right", VirtualTime.START, "alice");
        assertThat(world.engine().batteryInWords()).contains("UPS left:", "UPS right:");
        assertThat(world.facts(Fact.BatteryReplaced.class))
                .singleElement()
                .extracting(Fact.BatteryReplaced::ups)
                .isEqualTo("right");
        assertThatThrownBy(() -> world.engine().batteryReplaced(null, VirtualTime.START, "alice"))
                .hasMessage("there are several UPSes: name one of left, right");
        assertThatThrownBy(() -> world.engine().batteryReplaced("top", VirtualTime.START, "alice"))
                .hasMessage("no UPS is called 'top': there are left, right");
    }

    @Test
    void nothingIsDecidedBeforeTheOtherSourceHasHadTheTimeToAnswer() {
        world.upses = new SupplySetup(
                List.of(
                        new SupplySetup.Unit("left", "left", OutageWorld.BATTERY),
                        new SupplySetup.Unit("right", "right", OutageWorld.BATTERY)),
                1);
        world.sources.add(r -> r);
        world.guest("web", 30);
        world.fail();
        world.flags.add(StatusFlag.LB);
        world.reportedCharge = 5.0;
        world.seconds(2);
        world.engine().arm("test", "");
        world.seconds(5);
        assertThat(world.asks).isEmpty();
        world.until(() -> !world.asks.isEmpty(), 20);
    }

    private OutageWorld fedBy(int required) {
        world.upses = new SupplySetup(
                List.of(
                        new SupplySetup.Unit("left", "left", OutageWorld.BATTERY),
                        new SupplySetup.Unit("right", "right", OutageWorld.BATTERY)),
                required);
        speakTheTwo();
        world.guest("web", 30);
        return world;
    }

    private void speakTheTwo() {
        world.sources.add(r -> leftAnswers ? told(said(r, leftHasMains, left())) : null);
        world.sources.add(r -> rightAnswers ? said(r, rightHasMains, right()) : null);
    }

    private Reading told(Reading reading) {
        return leftSaysSo
                ? reading
                : Reading.of(reading.takenAt()).withCharge(100.0).withRuntime(Duration.ofSeconds(leftSeconds));
    }

    private int left() {
        leftSeconds = leftHasMains ? leftSeconds : Math.max(0, leftSeconds - 1);
        return leftSeconds;
    }

    private int right() {
        rightSeconds = rightHasMains ? rightSeconds : Math.max(0, rightSeconds - 1);
        return rightSeconds;
    }

    private void failBoth() {
        leftHasMains = false;
        rightHasMains = false;
    }

    private static Reading said(Reading world, boolean mains, int seconds) {
        return Reading.of(world.takenAt(), mains ? OL : OB)
                .withCharge(Math.min(100, seconds / 10.0))
                .withRuntime(Duration.ofSeconds(seconds));
    }

    private List<String> alarms() {
        return world.engine().snapshot().alarms();
    }
}

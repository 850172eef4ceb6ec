package dev.lastwatt.adapter.ups.usb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportDescriptorTest {

    private static ReportDescriptor parse(String hex) {
        return ReportDescriptor.parse(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static HidField only(String hex) {
        return parse(hex).fields().get(0);
    }

    @Test
    void fieldsLieOneBehindTheOtherInTheirReport() {
        var descriptor =
                parse("05 84 09 04 a1 01 85 07 05 85 09 d0 09 44 09 45 75 01 95 03 25 01 b1 02 75 05 95 01 b1 01"
                        + " 09 66 75 08 b1 02 c0");
        assertThat(descriptor.fields())
                .extracting(HidField::usage)
                .containsExactly(0x8500d0, 0x850044, 0x850045, 0x850066);
        assertThat(descriptor.fields()).extracting(HidField::bitOffset).containsExactly(0, 1, 2, 8);
        assertThat(descriptor.reports(ReportType.FEATURE)).containsEntry(7, 2).hasSize(1);
        assertThat(descriptor.fields().get(0).path()).containsExactly(0x840004);
        assertThat(descriptor.isPowerDevice()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // exponent item, raw, volts
        "55 07, 230, 230",
        "55 06, 2301, 230.1",
        "55 05, 1200, 12",
        "55 0f, 1, 0.00000001"
    })
    void voltsAreScaledByTheirUnitAndExponent(String exponent, long raw, double volts) {
        HidField field = only("05 84 67 21 d1 f0 00 " + exponent + " 75 10 95 01 27 ff ff 00 00 09 30 b1 02");
        assertThat(field.meaning(raw)).isCloseTo(volts, org.assertj.core.data.Percentage.withPercentage(1e-6));
    }

    @Test
    void physicalBoundsScaleToo() {
        // -1 to 32767 means -60 to 1966020: minutes told as seconds, as CyberPower and Tripp Lite do.
        HidField field = only("05 84 15 ff 26 ff 7f 35 c4 47 c4 ff 1d 00 66 01 10 75 10 95 01 09 57 b1 02");
        assertThat(field.meaning(-1)).isEqualTo(-60);
        assertThat(field.meaning(2)).isEqualTo(120);
        assertThat(field.rawOf(120)).isEqualTo(2);
        assertThat(field.rawOf(90)).isEqualTo(2);
        assertThat(field.rawOf(-60)).isEqualTo(-1);
    }

    @Test
    void anUnsignedMaximumInTooFewBytesIsNotNegative() {
        assertThat(only("05 84 15 00 25 ff 75 08 95 01 09 35 b1 02").logicalMax())
                .isEqualTo(255);
        assertThat(only("05 84 15 00 26 ff ff 75 10 95 01 09 35 b1 02").logicalMax())
                .isEqualTo(65535);
        assertThat(only("05 84 15 00 27 ff ff ff ff 75 20 95 01 09 35 b1 02").logicalMax())
                .isEqualTo(4294967295L);
    }

    @Test
    void valuesWithASignHaveIt() {
        HidField field = only("05 84 15 ff 26 ff 7f 75 10 95 01 09 57 b1 02");
        assertThat(field.raw(new byte[] {(byte) 0xff, (byte) 0xff})).hasValue(-1);
        assertThat(field.raw(new byte[] {1})).isEmpty();
    }

    @Test
    void allOnesBeyondTheMaximumMeanNotKnown() {
        HidField field = only("05 84 15 00 27 fe ff 00 00 75 10 95 01 09 30 b1 02");
        assertThat(field.raw(new byte[] {(byte) 0xff, (byte) 0xff})).isEmpty();
        assertThat(field.raw(new byte[] {(byte) 0xfe, (byte) 0xff})).hasValue(65534);
    }

    @Test
    void popBringsBackWhatWasPushed() {
        var descriptor = parse("05 84 75 08 95 01 25 64 a4 05 85 75 10 09 66 b1 02 b4 09 35 b1 02");
        assertThat(descriptor.fields()).extracting(HidField::usage).containsExactly(0x850066, 0x840035);
        assertThat(descriptor.fields()).extracting(HidField::bits).containsExactly(16, 8);
    }

    @Test
    void moreValuesThanUsagesRepeatTheLast() {
        assertThat(parse("05 84 09 40 75 08 95 03 b1 02").fields()).hasSize(3).allMatch(f -> f.usage() == 0x840040);
    }

    @Test
    void aRangeOfUsagesIsOneUsageEach() {
        assertThat(parse("05 84 19 60 29 62 75 01 95 03 b1 02").fields())
                .extracting(HidField::usage)
                .containsExactly(0x840060, 0x840061, 0x840062);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0 c0 b4 b4", "a1", "05", "fe", "fe 20 00", "", "75 00 95 05 09 30 b1 02", "ff ff"})
    void carelessDescriptorsAreFollowedAsFarAsTheyGo(String hex) {
        assertThat(parse(hex).fields()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "77 ff ff ff ff", // size
                "97 ff ff ff 7f", // count
                "87 00 01 00 00", // report id
                "05 84 09 30 75 20 96 00 10 b1 02" // a report of 16 kB
            })
    void whatBreaksABoundIsAnErrorThatSaysWhere(String hex) {
        assertThatThrownBy(() -> parse(hex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at byte");
    }

    @Test
    void depthIsBounded() {
        assertThatThrownBy(() -> parse("a1 00".repeat(40))).hasMessageContaining("deeper");
        assertThatThrownBy(() -> parse("a4".repeat(40))).hasMessageContaining("pushes");
        assertThatThrownBy(() -> ReportDescriptor.parse(new byte[5000])).hasMessageContaining("4096");
    }

    @Test
    void aHugeRangeOfUsagesTakesNoMemory() {
        assertThat(parse("1b 00 00 00 00 2b ff ff ff ff 75 01 95 01 b1 02").fields())
                .hasSize(1);
    }

    @Test
    void noNoiseGetsThrough() {
        byte[] real = Units.read("apc-es850g2").descriptor().bytes();
        Random random = new Random(6);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes =
                    switch (i % 3) {
                        case 0 -> noise(random, random.nextInt(400));
                        case 1 -> Arrays.copyOf(real, random.nextInt(real.length));
                        default -> real.clone();
                    };
            for (int n = i % 3 == 2 ? 1 + random.nextInt(12) : 0; n > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                ReportDescriptor descriptor = ReportDescriptor.parse(bytes);
                var decoder = new UnitDecoder(descriptor, i % 2 == 0 ? 0x51d : 0x764);
                var images = new ReportImages();
                descriptor
                        .reports(ReportType.FEATURE)
                        .forEach((id, length) ->
                                images.put(ReportType.FEATURE, id, noise(random, random.nextInt(length + 2))));
                assertThat(decoder.reading(images, java.time.Instant.EPOCH)).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("report descriptor");
            }
        }
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}

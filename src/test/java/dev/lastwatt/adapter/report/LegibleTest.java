package dev.lastwatt.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LegibleTest {

    @Test
    void aLineBreakCannotForgeALineOfTheReport() {
        assertThat(Legible.of("web\r\nVerdict: yes\u2028more")).isEqualTo("web Verdict: yes more");
    }

    @Test
    void escapeSequencesAndTextDirectionMarksAreMadeVisible() {
        assertThat(Legible.of("a\u001b[2Jb\u202Ecd\u200Be\uFEFF")).isEqualTo("a?[2Jb?cd?e?");
    }

    @Test
    void halfOfASurrogatePairIsMadeVisible() {
        assertThat(Legible.of("a\uD83D")).isEqualTo("a?");
    }

    @Test
    void aNameOfThreeHundredCharactersIsBounded() {
        assertThat(Legible.width(Legible.of("x".repeat(300)))).isLessThanOrEqualTo(160);
    }

    @Test
    void aNameWithoutAnythingVisibleIsNamedAllTheSame() {
        assertThat(Legible.of(" \n\t ")).isEqualTo("(no name)");
    }

    @Test
    void lettersThatPaintOverTheirNeighboursAreCutBack() {
        assertThat(Legible.of("a" + "\u0301".repeat(50))).isEqualTo("a\u0301\u0301");
    }

    @Test
    void japaneseTakesTwoColumnsACharacter() {
        assertThat(Legible.width("\u7d4c\u7406DB")).isEqualTo(6);
        assertThat(Legible.left("\u7d4c\u7406", 6)).isEqualTo("\u7d4c\u7406  ");
        assertThat(Legible.width(Legible.cut("\u7d4c\u7406\u30b5\u30fc\u30d0\u30fc", 8)))
                .isLessThanOrEqualTo(8);
    }

    @Test
    void linesAreBrokenAtSpaces() {
        assertThat(Legible.wrap("one two three four", 9)).containsExactly("one two", "three", "four");
    }

    @Test
    void timesAreSaidInFull() {
        assertThat(Spans.words(250)).isEqualTo("4 min 10 s");
        assertThat(Spans.words(-65)).isEqualTo("-1 min 5 s");
        assertThat(Spans.words(3600)).isEqualTo("1 h 0 min 0 s");
        assertThat(Spans.words(9)).isEqualTo("9 s");
        assertThat(Spans.clock(-5)).isEqualTo("-0:05");
        assertThat(Spans.clock(4210)).isEqualTo("70:10");
    }
}

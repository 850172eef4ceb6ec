package dev.lastwatt.core.policy;

import static dev.lastwatt.fake.Guests.guest;
import static dev.lastwatt.fake.Guests.id;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTest {

    @ParameterizedTest
    @CsvSource({
        "web*, web-01, true",
        "WEB*, web-01, true",
        "web*, WEB-01, true",
        "*, anything, true",
        "**, anything, true",
        "web-0?, web-01, true",
        "web-0?, web-0, false",
        "web-0?, web-011, false",
        "*db*, my-db-1, true",
        "*db, db-1, false",
        "a*b*c, axxbyyc, true",
        "a*b*c, axxcyyb, false",
        "[old] web, [old] web, true",
        "[abc], a, false",
        "web.*, web-01, false",
        "web, web-01, false",
        "'', web, false",
    })
    void patternNamesGuestsByName(String pattern, String name, boolean matches) {
        assertThat(Pattern.of(pattern).matches(guest(name))).isEqualTo(matches);
    }

    @Test
    void patternNamesAGuestByItsIdInAnyCase() {
        assertThat(Pattern.of(id("db").toString().toUpperCase(java.util.Locale.ROOT))
                        .matches(guest("db")))
                .isTrue();
        assertThat(Pattern.of(id("db").toString()).matches(guest("web"))).isFalse();
    }

    @Test
    void patternOfManyStarsTakesNoTimeToSpeakOf() {
        String pattern = "a*".repeat(2000) + "b";
        assertThat(Pattern.of(pattern).matches(guest("a".repeat(4000)))).isFalse();
    }
}

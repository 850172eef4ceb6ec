package dev.lastwatt.core.policy;

import static dev.lastwatt.fake.Guests.guest;
import static dev.lastwatt.fake.Guests.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Guest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupsTest {

    private static final Groups GROUPS =
            new Groups(Map.of("Databases", List.of("sql*", "tag:db", id("ora").toString())));

    @ParameterizedTest
    @CsvSource({
        "#db, tag:db, true",
        "#DB, tag:db, true",
        "#db, TAG:DB, true",
        "Orders; ask Ann. #db #tier=gold, tag:tier=gold, true",
        "#tier=gold, tag:tier=*, true",
        "#tier=gold, tag:tier, false",
        "#db., tag:db, true",
        "#db, tag:d, false",
        "a#db, tag:db, false",
        "db, tag:db, false",
        "'# db', tag:db, false",
        "'', tag:*, false",
        "#db, '#db', false",
    })
    void tagIsAWordOfTheNotesThatBeginsWithItsSign(String notes, String text, boolean named) {
        assertThat(Groups.NONE.name(text, guest("a").withNotes(notes))).isEqualTo(named);
    }

    @Test
    void groupNamesWhatOneOfItsTextsNames() {
        assertThat(List.of(guest("SQL1"), guest("x").withNotes("#db"), guest("ora")))
                .allMatch(g -> GROUPS.name("group:databases", g))
                .allMatch(g -> GROUPS.name("Group:DATABASES", g));
        assertThat(GROUPS.name("group:databases", guest("web"))).isFalse();
        assertThat(GROUPS.name("group:others", guest("sql1"))).isFalse();
    }

    @Test
    void guestThatIsNamedLikeATagIsNamedWithAQuestionMark() {
        Guest odd = guest("tag:db");
        assertThat(Groups.NONE.name("tag:db", odd)).isFalse();
        assertThat(Groups.NONE.name("tag?db", odd)).isTrue();
    }

    @Test
    void notesFullOfSignsTakeNoTimeToSpeakOf() {
        assertThat(guest("a").withNotes("#".repeat(2000)).tags()).isEmpty();
        assertThat(guest("a").withNotes("#a ".repeat(600)).tags()).containsExactly("a");
        assertThat(guest("a").withNotes("#" + "a".repeat(1999)).tags()).hasSize(1);
    }
}

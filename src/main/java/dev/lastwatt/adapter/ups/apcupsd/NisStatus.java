package dev.lastwatt.adapter.ups.apcupsd;

import dev.lastwatt.core.power.StatusFlag;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code STATFLAG} and {@code STATUS} say together. The bits are the state; the words are for people, and
 * {@code COMMLOST} and {@code SHUTTING DOWN} hide all others. So the words count where the bits are missing or do not say what
 * feeds the load. Once apcupsd has decided to shut down it says so until it is restarted, mains or not: hence the bits 0x08
 * and 0x10 even then.
 *
 * @param flags what is known of the UPS, from before the contact was lost if it is
 * @param contactLost whether apcupsd has lost its UPS
 */
record NisStatus(Set<StatusFlag> flags, boolean contactLost) {

    private static final long CONTACT_LOST = 0x100;
    /** It has decided to shut down, or its own master has told it to: genuine slaves obey both at once. */
    private static final long SHUTTING_DOWN = 0x200 | 0x800000;

    private static final Map<Integer, StatusFlag> BY_BIT = Map.of(
            0x01, StatusFlag.CAL,
            0x02, StatusFlag.TRIM,
            0x04, StatusFlag.BOOST,
            0x08, StatusFlag.OL,
            0x10, StatusFlag.OB,
            0x20, StatusFlag.OVER,
            0x40, StatusFlag.LB,
            0x80, StatusFlag.RB);

    private static final Map<String, StatusFlag> BY_WORD = Map.of(
            "CAL", StatusFlag.CAL,
            "TRIM", StatusFlag.TRIM,
            "BOOST", StatusFlag.BOOST,
            "ONLINE", StatusFlag.OL,
            "ONBATT", StatusFlag.OB,
            "OVERLOAD", StatusFlag.OVER,
            "LOWBATT", StatusFlag.LB,
            "REPLACEBATT", StatusFlag.RB,
            "NOBATT", StatusFlag.RB);

    /** What the two fields say; {@code null} if neither is there in a form that can be read. */
    static @Nullable NisStatus of(NisFields fields) {
        Long bits = bits(fields.text("STATFLAG"));
        String text = fields.text("STATUS");
        if (bits == null && text == null) {
            return null;
        }
        List<String> words = text == null ? List.of() : List.of(text.split("\\s+"));
        Set<StatusFlag> flags = EnumSet.noneOf(StatusFlag.class);
        if (bits != null) {
            BY_BIT.forEach((bit, flag) -> add(flags, flag, (bits & bit) != 0));
            add(flags, StatusFlag.FSD, (bits & SHUTTING_DOWN) != 0);
        }
        boolean saysWhatFeeds = flags.contains(StatusFlag.OL) || flags.contains(StatusFlag.OB);
        if (!saysWhatFeeds) {
            words.forEach(word -> add(flags, BY_WORD.get(word), true));
        }
        if (bits == null) {
            add(flags, StatusFlag.FSD, words.contains("SHUTTING") && words.contains("DOWN"));
        }
        add(flags, StatusFlag.RB, words.contains("NOBATT"));
        boolean lost = words.contains("COMMLOST") || bits != null && (bits & CONTACT_LOST) != 0;
        return new NisStatus(flags, lost);
    }

    private static void add(Set<StatusFlag> flags, @Nullable StatusFlag flag, boolean given) {
        if (given && flag != null) {
            flags.add(flag);
        }
    }

    /** Hexadecimal or decimal, as C reads it; text behind it is passed over. */
    private static @Nullable Long bits(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String number = text.split("\\s+", 2)[0];
            return number.startsWith("0x") || number.startsWith("0X")
                    ? Long.parseLong(number.substring(2), 16)
                    : Long.parseLong(number);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

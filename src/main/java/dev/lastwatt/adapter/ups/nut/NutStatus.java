package dev.lastwatt.adapter.ups.nut;

import dev.lastwatt.core.power.StatusFlag;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The value of {@code ups.status}: a set of words. Drivers differ in their order, repeat them, and have words of their own, which
 * are passed over.
 *
 * @param flags the words that mean something here
 * @param waiting whether the server has no status yet: {@code WAIT} and nothing else
 */
record NutStatus(Set<StatusFlag> flags, boolean waiting) {

    private static final Map<String, StatusFlag> BY_WORD = Arrays.stream(StatusFlag.values())
            .collect(Collectors.toUnmodifiableMap(StatusFlag::name, Function.identity()));

    static NutStatus of(String value) {
        Set<StatusFlag> flags = EnumSet.noneOf(StatusFlag.class);
        boolean wait = false;
        boolean others = false;
        for (String word : value.split("[ \t]+")) {
            StatusFlag flag = BY_WORD.get(word);
            if (flag != null) {
                flags.add(flag);
            }
            wait |= word.equals("WAIT");
            others |= !word.isEmpty() && !word.equals("WAIT");
        }
        return new NutStatus(flags, wait && !others);
    }
}

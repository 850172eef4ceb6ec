package dev.lastwatt.adapter.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Says each cause of trouble once until it is over: a broken disk must not fill the log as well. */
final class Trouble {

    private final Logger log;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Trouble(Class<?> speaker) {
        this.log = System.getLogger(speaker.getName());
    }

    void tell(String what, @Nullable Throwable cause) {
        if (told.add(what)) {
            log.log(Level.ERROR, what + (cause == null ? "" : ": " + cause));
        }
    }

    /** It is over, if it was told. */
    void over(String what, String good) {
        if (told.remove(what)) {
            log.log(Level.INFO, good);
        }
    }
}

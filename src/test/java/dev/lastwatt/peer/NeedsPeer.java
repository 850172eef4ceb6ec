package dev.lastwatt.peer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test talks to these genuine programs. Where one is missing it is skipped, with its name and how to install it. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsPeerCondition.class)
public @interface NeedsPeer {

    /** All of them. */
    Peer[] value();
}

package dev.lastwatt.peer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The test needs a program beside it, and is skipped by name where that is missing. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsPeer.Condition.class)
public @interface NeedsPeer {

    /** Which. */
    Peer value();

    /** Looks whether it is there. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), NeedsPeer.class)
                    .filter(needs -> !needs.value().isHere())
                    .map(needs -> ConditionEvaluationResult.disabled(needs.value() + " is not on this machine"))
                    .orElse(ConditionEvaluationResult.enabled("nothing is missing"));
        }
    }
}

package dev.lastwatt.peer;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips what {@link NeedsPeer} asks for in vain. */
final class NeedsPeerCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String missing = AnnotationSupport.findAnnotation(context.getElement(), NeedsPeer.class).stream()
                .flatMap(needs -> Arrays.stream(needs.value()))
                .flatMap(peer -> Stream.ofNullable(peer.missing()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("every peer is there")
                : ConditionEvaluationResult.disabled(missing);
    }
}

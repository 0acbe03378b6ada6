package io.sluice.local.e2e;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Leaves a test out where there is no Docker, and says so; fails instead when {@code -Ddocker.required=true}, as CI sets it. */
final class DockerRequired implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("Docker answers");
        }
        if (Boolean.getBoolean("docker.required")) {
            throw new IllegalStateException(
                    "docker.required is set, and no Docker answers: start it, or set DOCKER_HOST.");
        }
        String reason = context.getDisplayName() + " IS NOT RUN: no Docker answers. Its subject is NOT tested here.";
        System.err.println("*** " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}

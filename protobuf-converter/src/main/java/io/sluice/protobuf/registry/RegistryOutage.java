package io.sluice.protobuf.registry;

import io.apicurio.registry.rest.client.exception.RateLimitedClientException;
import io.apicurio.registry.rest.client.exception.RestClientException;

/** Tells a registry that cannot answer now from one that has answered, whatever it said. */
public final class RegistryOutage {
    private static final int SERVER_ERROR = 500;

    private RegistryOutage() {}

    /**
     * No answer at all, «too many requests» and HTTP 5xx. The client gives an error without a status for the first, with the class of what
     * failed as its name.
     */
    public static boolean isCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RateLimitedClientException) {
                return true;
            }
            if (cause instanceof RestClientException answer) {
                Integer status = answer.getError().getErrorCode();
                return status == null || status >= SERVER_ERROR;
            }
        }
        return false;
    }
}

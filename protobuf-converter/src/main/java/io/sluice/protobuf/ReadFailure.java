package io.sluice.protobuf;

import io.sluice.protobuf.registry.RegistryOutage;
import java.nio.BufferUnderflowException;
import java.util.HexFormat;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;

/** Why a record could not be read, as Connect and its operator need to know it. */
final class ReadFailure {
    /** The magic byte, an id of four bytes and what names the message: never more than three bytes of the message itself. */
    private static final int EXCERPT = 8;

    private ReadFailure() {}

    /** A {@link RetriableException} when it is the registry that failed: the record is not to blame, and no dead letter. */
    static ConnectException of(String topic, boolean key, byte[] bytes, RuntimeException cause) {
        String what =
                "Cannot read the " + (key ? "key" : "value") + " of a record of topic " + topic + " as Protobuf: ";
        if (RegistryOutage.isCause(cause)) {
            return new RetriableException(
                    what + "the registry does not answer (" + reason(cause)
                            + "). Check apicurio.registry.url; errors.retry.timeout says how long Connect tries again.",
                    cause);
        }
        return new DataException(what + reason(cause) + " " + excerpt(bytes), cause);
    }

    private static String reason(RuntimeException cause) {
        if (cause instanceof BufferUnderflowException) {
            return "it ends within the id of its schema. Check that apicurio.registry.as-confluent fits the producer.";
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static String excerpt(byte[] bytes) {
        int shown = Math.min(bytes.length, EXCERPT);
        return "(" + bytes.length + " bytes: " + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown)
                + (shown < bytes.length ? " …)" : ")");
    }
}

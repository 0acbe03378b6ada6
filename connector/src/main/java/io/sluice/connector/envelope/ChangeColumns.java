package io.sluice.connector.envelope;

import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import java.util.Locale;

/**
 * The columns of a changelog besides the row's own: each field of the envelope but {@code after} under its name with {@code _cdc_} before
 * it ({@code _cdc_op}, {@code _cdc_before}, {@code _cdc_source}, …), and {@code _cdc_ts}.
 */
public final class ChangeColumns {
    static final String PREFIX = "_cdc_";
    /** What the change is: {@code c}, {@code u}, {@code d}, {@code r} (of a snapshot), {@code t} (truncate), {@code m} (a message). */
    public static final String OP = PREFIX + "op";
    /** When the source made the change, as its {@code source} field says; null when it does not. */
    public static final String TS = PREFIX + "ts";

    /** Those that every changelog has, whatever its envelopes hold. */
    public static final StructType ALWAYS =
            new StructType().add(OP, StringType.STRING).add(TS, TimestampType.TIMESTAMP);

    private ChangeColumns() {}

    /** The column of an envelope's field. */
    static String of(String envelopeField) throws RecordError {
        String column = PREFIX + envelopeField;
        if (column.equalsIgnoreCase(TS)) {
            throw new RecordError(
                    ErrorCode.COLUMN_COLLISION,
                    "",
                    "the change event's field '" + envelopeField + "' needs the column '" + TS
                            + "', which holds the time of the change.",
                    "Rename the field in the producer.");
        }
        return column;
    }

    static boolean isReserved(String rowField) {
        return rowField.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    static RecordError reserved(String rowField) {
        return new RecordError(
                ErrorCode.COLUMN_COLLISION,
                "",
                "the row's field '" + rowField + "' begins with '" + PREFIX
                        + "', as the columns do that tell of the change.",
                "Rename it in the source, or set value.envelope=none.");
    }
}

package io.sluice.connector.schema;

import io.delta.kernel.types.DecimalType;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/** Connect's Decimal knows its scale; its precision is a habit of sources. */
final class ConnectDecimal {
    private static final int MAX_PRECISION = 38;

    private ConnectDecimal() {}

    static DecimalType type(Schema schema, String pointer) throws RecordError {
        Map<String, String> parameters =
                Optional.ofNullable(schema.parameters()).orElse(Map.of());
        int scale = number(parameters.get(Decimal.SCALE_FIELD), Decimal.SCALE_FIELD, pointer);
        if (scale > MAX_PRECISION) {
            throw unsupported(pointer, "scale " + scale + " of the decimal is beyond Delta's " + MAX_PRECISION + ".");
        }
        String given = parameters.get(ConnectTypes.DECIMAL_PRECISION);
        int precision = given == null ? MAX_PRECISION : number(given, ConnectTypes.DECIMAL_PRECISION, pointer);
        // 1.2E+5 has precision 2 and scale -4: whole digits to Delta, whose scale begins at 0. And 0.0012 has precision
        // 2, scale 4, while
        // Delta counts the zeros behind the point. A precision beyond 38 is kept as 38: a value that does not fit is a
        // mismatch of its own.
        int digits = precision - Math.min(scale, 0);
        return new DecimalType(Math.min(Math.max(digits, Math.max(scale, 1)), MAX_PRECISION), Math.max(scale, 0));
    }

    private static int number(String text, String parameter, String pointer) throws RecordError {
        try {
            // Both bounds keep the sums above from overflowing.
            return Math.max(Math.min(Integer.parseInt(String.valueOf(text)), 1_000), -1_000);
        } catch (NumberFormatException e) {
            throw unsupported(pointer, "parameter '" + parameter + "' of the decimal is '" + text + "', not a number.");
        }
    }

    private static RecordError unsupported(String pointer, String problem) {
        return new RecordError(
                ErrorCode.UNSUPPORTED_TYPE,
                pointer,
                problem,
                "Set the decimal's scale and precision in the source, or cast it to text.");
    }
}

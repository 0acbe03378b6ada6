package io.sluice.connector.routing;

import io.sluice.connector.config.RoutingSettings;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import java.util.Optional;

/** Where a record goes that does not name its table. */
record MissingName(Optional<TableName> table) {
    static MissingName of(RoutingSettings settings) {
        return new MissingName(settings.defaultTable().map(TableName::new));
    }

    TableName table(FieldPath field) throws RecordError {
        if (table.isPresent()) {
            return table.get();
        }
        throw new RecordError(
                ErrorCode.NO_TABLE_FIELD,
                "",
                field + " names the record's table, and it is absent or null.",
                "Correct the producer, or set table.name.field.missing=default:<table>.");
    }
}

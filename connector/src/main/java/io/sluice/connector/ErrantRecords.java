package io.sluice.connector;

import io.sluice.connector.config.RoutingSettings.MissingField;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.config.ValueSettings;
import io.sluice.connector.config.ValueSettings.NullValues;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.error.SinkErrors;
import io.sluice.connector.routing.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What becomes of a record that cannot land, where there is no dead letter table: Connect's dead-letter topic when there is one, else the
 * task fails. Nothing is logged and skipped (I4 of the design). A report counts only once its future is done, so the futures travel with the batch that covers the offsets.
 */
final class ErrantRecords {
    private final Optional<ErrantRecordReporter> reporter;
    private final ValueSettings settings;
    private final MissingField missing;
    private List<Future<Void>> reports = new ArrayList<>();

    ErrantRecords(Optional<ErrantRecordReporter> reporter, SinkSettings settings) {
        this.reporter = reporter;
        this.settings = settings.value();
        this.missing = settings.routing().missing();
    }

    /**
     * @param table that the record was to land in
     * @throws ConnectException there is nowhere to report to, or the policy is to fail
     */
    void report(SinkRecord record, TableName table, RecordError error) {
        report(record, error, cannotWrite(record, table, error));
    }

    /** The record names no table. */
    void reportUnroutable(SinkRecord record, RecordError error) {
        report(record, error, cannotRoute(record, error));
    }

    /**
     * The record is to go to the dead letter table.
     *
     * @throws ConnectException the policy is to fail
     */
    void requireLetter(SinkRecord record, TableName table, RecordError error) {
        if (mustFail(error.code())) {
            throw cannotWrite(record, table, error);
        }
    }

    /** The same of a record that names no table. */
    void requireLetter(SinkRecord record, RecordError error) {
        if (mustFail(error.code())) {
            throw cannotRoute(record, error);
        }
    }

    private static ConnectException cannotWrite(SinkRecord record, TableName table, RecordError error) {
        return SinkErrors.cannotWrite(
                record.originalTopic(),
                record.originalKafkaPartition(),
                record.originalKafkaOffset(),
                table.value(),
                error);
    }

    private static ConnectException cannotRoute(SinkRecord record, RecordError error) {
        return SinkErrors.cannotRoute(
                record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset(), error);
    }

    private void report(SinkRecord record, RecordError error, ConnectException failure) {
        if (reporter.isEmpty() || mustFail(error.code())) {
            throw failure;
        }
        try {
            reports.add(reporter.get().report(record, failure));
        } catch (ConnectException beyondTolerance) {
            failure.addSuppressed(beyondTolerance);
            throw failure;
        }
    }

    private boolean mustFail(ErrorCode code) {
        return switch (code) {
            case TYPE_MISMATCH, SCHEMA_EVOLUTION -> settings.mismatch() == SchemaMismatch.FAIL;
            case NULL_VALUE -> settings.nullValues() == NullValues.FAIL;
            case NO_TABLE_FIELD -> missing == MissingField.FAIL;
            default -> false;
        };
    }

    List<Future<Void>> drain() {
        List<Future<Void>> drained = reports;
        reports = new ArrayList<>();
        return drained;
    }
}

package io.sluice.connector.lake;

import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.tablefeatures.TableFeature;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.delta.kernel.types.StructField;
import io.sluice.connector.schema.ColumnMapping;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses a table that this connector would write wrongly, naming the feature or property. What Kernel itself cannot write is refused by
 * Kernel's own check; here stands what Kernel's transaction lets pass because it is the data files' writer that must honour it.
 */
final class TableGuard {
    private static final String TXN_RETENTION = "delta.setTransactionRetentionDuration";

    private static final String DEFAULT = "CURRENT_DEFAULT";

    private TableGuard() {}

    static void requireWritable(KernelSnapshot snapshot, String location) {
        Protocol protocol = snapshot.kernel().getProtocol();
        Metadata metadata = snapshot.kernel().getMetadata();
        try {
            TableFeatures.validateKernelCanWriteToTable(protocol, metadata, location);
        } catch (KernelException e) {
            throw new LakeRefusedException(
                    "Cannot write table " + location + ": " + e.getMessage() + " Switch the feature off for this table,"
                            + " or land the topic in a table of its own.",
                    e);
        }
        refuse(location, unhonoured(protocol, metadata));
        String retention = snapshot.properties().get(TXN_RETENTION);
        if (retention != null) {
            throw new LakeRefusedException("Cannot write table " + location + ": " + TXN_RETENTION + "=" + retention
                    + " lets the offsets of idle partitions expire, and their records would land twice. Run ALTER TABLE … UNSET"
                    + " TBLPROPERTIES ('" + TXN_RETENTION + "').");
        }
    }

    private static Set<String> unhonoured(Protocol protocol, Metadata metadata) {
        Set<String> features = new TreeSet<>();
        if (ColumnMapping.isOn(metadata.getConfiguration()) && !MappedColumns.areWhole(metadata.getSchema())) {
            features.add("columnMapping with columns that have no id or no name for files");
        }
        // Kernel lets these pass; a row without the field would get null instead of the default.
        for (StructField field : metadata.getSchema().fields()) {
            if (field.getMetadata().contains(DEFAULT)) {
                features.add("allowColumnDefaults (column '" + field.getName() + "')");
            }
        }
        for (TableFeature feature : protocol.getExplicitlySupportedFeatures()) {
            String name = feature.featureName();
            if (name.startsWith("iceberg") || name.startsWith("variant") || name.startsWith("materializePartition")) {
                features.add(name);
            }
        }
        return features;
    }

    private static void refuse(String location, Set<String> features) {
        if (!features.isEmpty()) {
            throw new LakeRefusedException("Cannot write table " + location + ": it uses " + String.join(", ", features)
                    + ", which this connector's data files do not honour. Switch the feature off for this table, or land the topic in"
                    + " a table of its own.");
        }
    }
}

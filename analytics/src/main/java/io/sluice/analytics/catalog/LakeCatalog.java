package io.sluice.analytics.catalog;

import io.sluice.analytics.error.JobException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * {@code lake.<table>}: every table below {@code spark.sql.catalog.lake.path}, with no metastore and nothing to register. It keeps no
 * state, so it sees what the connector lands as it lands. Reading, time travel and row-level changes of Delta tables are Delta's own: the
 * catalog only turns the name into the path and hands it to Delta's session catalog. A plain Parquet table is read by its ledger.
 */
public final class LakeCatalog implements TableCatalog {
    private String name;
    private Lake lake;

    @Override
    public void initialize(String catalog, CaseInsensitiveStringMap options) {
        String path = options.get("path");
        if (path == null || path.isBlank()) {
            throw new JobException(
                    "Catalog " + catalog + " has no lake",
                    "spark.sql.catalog." + catalog + ".path is not set",
                    "Give --lake URI, or --conf spark.sql.catalog." + catalog + ".path=URI");
        }
        name = catalog;
        lake = new Lake(path, spark().sessionState().newHadoopConf());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String[] defaultNamespace() {
        return new String[0];
    }

    @Override
    public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
        if (namespace.length > 0) {
            throw new NoSuchNamespaceException(namespace);
        }
        return lake.tables().stream()
                .map(table -> Identifier.of(namespace, table))
                .toArray(Identifier[]::new);
    }

    @Override
    public boolean tableExists(Identifier table) {
        return table.namespace().length == 0 && lake.exists(table.name());
    }

    @Override
    public Table loadTable(Identifier table) throws NoSuchTableException {
        Optional<PlainTable> plain = table.namespace().length == 0 ? lake.plain(table.name()) : Optional.empty();
        return plain.isPresent() ? new LedgerTable(plain.get()) : delta().loadTable(path(table));
    }

    @Override
    public Table loadTable(Identifier table, String version) throws NoSuchTableException {
        return delta().loadTable(path(table), version);
    }

    @Override
    public Table loadTable(Identifier table, long timestampMicros) throws NoSuchTableException {
        return delta().loadTable(path(table), timestampMicros);
    }

    @Override
    public Table alterTable(Identifier table, TableChange... changes) throws NoSuchTableException {
        return delta().alterTable(path(table), changes);
    }

    /** Refused: who creates a table decides its properties, and for landed tables that is the connector. Deprecated, but abstract. */
    @Override
    @SuppressWarnings("deprecation")
    public Table createTable(
            Identifier table, StructType schema, Transform[] partitions, Map<String, String> properties) {
        throw refused("CREATE TABLE", table, "CREATE TABLE delta.`" + lake.location(table.name()) + "` (…)");
    }

    @Override
    public boolean dropTable(Identifier table) {
        if (!tableExists(table)) {
            return false;
        }
        throw refused("DROP TABLE", table, "delete the folder " + lake.location(table.name()));
    }

    @Override
    public void renameTable(Identifier from, Identifier to) {
        throw refused(
                "RENAME TABLE", from, "move the folder " + lake.location(from.name()) + " while nobody writes to it");
    }

    private JobException refused(String statement, Identifier table, String remedy) {
        return new JobException(
                statement + " " + name + "." + table.name() + " is not supported",
                "the catalog " + name + " shows the folders of " + lake.root() + " and owns none of them",
                "If it is meant: " + remedy);
    }

    /**
     * An unknown table is not a NoSuchTableException, which Spark would replace by a message of its own that cannot name the
     * tables there are.
     */
    private Identifier path(Identifier table) {
        if (table.namespace().length > 0) {
            throw lake.unknown(String.join(".", table.namespace()) + "." + table.name());
        }
        if (!lake.exists(table.name())) {
            throw lake.unknown(table.name());
        }
        if (lake.plain(table.name()).isPresent()) {
            throw new JobException(
                    "Cannot do this with table " + name + "." + table.name(),
                    "it is plain Parquet (lake.format=parquet), which is read as it is now and changed by the connector alone",
                    "Turn it into a Delta table with the command promote");
        }
        return Identifier.of(new String[] {"delta"}, lake.location(table.name()).toString());
    }

    private TableCatalog delta() {
        CatalogPlugin session = spark().sessionState().catalogManager().catalog("spark_catalog");
        if (session instanceof TableCatalog tables
                && Arrays.asList(session.getClass().getName().split("\\.")).contains("delta")) {
            return tables;
        }
        throw new JobException(
                "Cannot read a table of catalog " + name,
                "the session catalog is " + session.getClass().getName() + ", not Delta's",
                "Set spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog");
    }

    private static SparkSession spark() {
        return SparkSession.active();
    }
}

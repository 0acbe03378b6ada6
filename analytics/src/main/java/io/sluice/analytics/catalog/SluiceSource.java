package io.sluice.analytics.catalog;

import io.sluice.analytics.error.JobException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** {@code spark.read.format("sluice").load(path)}: a plain Parquet table of the connector's, by its ledger. */
public final class SluiceSource implements TableProvider, DataSourceRegister {
    @Override
    public String shortName() {
        return "sluice";
    }

    @Override
    @SuppressWarnings("deprecation") // As in LedgerTable.
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return table(options).schema();
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return table(new CaseInsensitiveStringMap(properties));
    }

    private static LedgerTable table(CaseInsensitiveStringMap options) {
        String path = options.get("path");
        if (path == null || path.isBlank()) {
            throw new JobException(
                    "Cannot read with format sluice",
                    "no path is given, or several are",
                    "Give load() one table's path");
        }
        Configuration conf = SparkSession.active().sessionState().newHadoopConf();
        try {
            Path location = new Path(path);
            return new LedgerTable(new PlainTable(location.getFileSystem(conf).makeQualified(location), conf));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open " + path, e);
        }
    }
}

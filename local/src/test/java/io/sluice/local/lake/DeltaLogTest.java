package io.sluice.local.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeltaLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path table;

    @BeforeEach
    void makeLog() throws IOException {
        Files.createDirectories(table.resolve("_delta_log"));
    }

    @Test
    void aRemovedFileIsGoneAndTheLastTxnHolds() throws Exception {
        commit(0, "{'metaData':{'id':'a'}}", add("one"), "{'txn':{'appId':'x','version':3}}");
        commit(1, "{'commitInfo':{'operation':'STREAMING UPDATE'}}", add("two"), "{'txn':{'appId':'x','version':5}}");
        commit(2, "{'remove':{'path':'one'}}");

        DeltaLog log = DeltaLog.replay(table);

        assertThat(log.files()).extracting(AddedFile::path).containsExactly(table.resolve("two"));
        assertThat(log.transactions()).containsEntry("x", 5L);
        assertThat(log.commits()).containsOnlyKeys(1L);
        assertThat(log.addedByCommit()).containsEntry(0L, 1).containsEntry(1L, 1);
    }

    @Test
    void theCheckpointStandsForTheCommitsBeforeIt() throws Exception {
        commit(0, add("zero"));
        parquet("_delta_log/00000000000000000001.checkpoint.parquet", "SELECT {'path': 'one'} AS add");
        commit(1, add("one"));
        commit(2, add("two"));

        assertThat(DeltaLog.replay(table).files())
                .extracting(AddedFile::path)
                .containsExactly(table.resolve("one"), table.resolve("two"));
    }

    @Test
    void rowsHaveTheirPartitionValues() throws Exception {
        parquet("one", "SELECT 7 AS n, TIMESTAMPTZ '2001-01-01 00:47:00+00' AS t");
        commit(0, "{'add':{'path':'one','partitionValues':{'day':'2001-01-01'}}}");

        assertThat(DeltaLog.replay(table).rows())
                .containsExactly(json("{'n':7,'t':'2001-01-01 00:47:00+00','day':'2001-01-01'}"));
    }

    @Test
    void aMissingVersionIsAnError() throws Exception {
        commit(0, add("zero"));
        commit(2, add("two"));

        assertThatThrownBy(() -> DeltaLog.replay(table)).hasMessageContaining("Version 1 is missing");
    }

    @Test
    void rescuedValuesReturnToTheirPlaces() throws Exception {
        JsonNode row = json("{'_kafka_offset':1,'a':{'b':[{'c':1},null]},'n':null,'_rescued':null}");
        ((com.fasterxml.jackson.databind.node.ObjectNode) row)
                .put(
                        "_rescued",
                        json("{'/a/b/0/d':[],'/n':{'x/y':true},'/e/f~1g':{}}").toString());

        assertThat(SourceDocument.rebuild(row))
                .isEqualTo(json("{'a':{'b':[{'c':1,'d':[]},null]},'n':{'x/y':true},'e':{'f/g':{}}}"));
    }

    private void commit(int version, String... actions) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String action : actions) {
            text.append(json(action)).append('\n');
        }
        Files.writeString(table.resolve("_delta_log").resolve(String.format("%020d.json", version)), text);
    }

    private void parquet(String name, String query) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + table.resolve(name) + "' (FORMAT parquet)");
        }
    }

    private static String add(String path) {
        return "{'add':{'path':'" + path + "','partitionValues':{}}}";
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}

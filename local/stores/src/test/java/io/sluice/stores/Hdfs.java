package io.sluice.stores;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** A name node and a data node in this JVM, on free ports of 127.0.0.1. */
final class Hdfs implements AutoCloseable {
    private final MiniDFSCluster cluster;

    private Hdfs(MiniDFSCluster cluster) {
        this.cluster = cluster;
    }

    static Hdfs start(Path folder) throws IOException {
        Configuration conf = new Configuration();
        conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
        conf.setInt("dfs.replication", 1);
        return new Hdfs(new MiniDFSCluster.Builder(conf).numDataNodes(1).build());
    }

    String lake() throws IOException {
        return cluster.getFileSystem().getUri() + "/lake";
    }

    Map<String, String> hadoop() {
        return Map.of("dfs.replication", "1");
    }

    /** The table as files of the local file system. */
    Path copy(String table, Path folder) throws IOException {
        cluster.getFileSystem()
                .copyToLocalFile(
                        false,
                        new org.apache.hadoop.fs.Path(lake(), table),
                        new org.apache.hadoop.fs.Path(folder.toUri()),
                        true);
        return folder;
    }

    @Override
    public void close() {
        cluster.shutdown(true);
    }
}

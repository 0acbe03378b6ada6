package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.connector.config.LakeSettings;
import io.sluice.connector.config.LakeSettings.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalFilesTest {
    @TempDir
    java.nio.file.Path directory;

    @Test
    void startsNoProcessForAFile() throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ProcessStart");
            recording.start();
            make(Map.of(), "ours");
            int ours = processes(recording, "ours");
            makeByHadoop("hadoops");

            assertThat(ours).isZero();
            assertThat(processes(recording, "hadoops"))
                    .as("what Hadoop's own starts")
                    .isPositive();
        }
    }

    @Test
    void givesFilesAndFoldersThePermissionsThatTheUmaskLeaves() throws Exception {
        make(Map.of("fs.permissions.umask-mode", "027"), "folder/file");

        assertThat(permissions("folder/file")).isEqualTo("rw-r-----");
        assertThat(permissions("folder")).isEqualTo("rwxr-x---");
    }

    @Test
    void setsPermissionsThatJavaDoesNotKnow() throws Exception {
        make(Map.of(), "folder/file");
        try (FileSystem files = files(Map.of())) {
            files.setPermission(path("folder"), new FsPermission((short) 01777));

            assertThat(files.getFileStatus(path("folder")).getPermission()).hasToString("rwxrwxrwt");
        }
    }

    @Test
    void makesAFileWithoutADirectoryOnlyWhereOneIs() throws Exception {
        try (FileSystem files = files(Map.of("fs.permissions.umask-mode", "027"))) {
            assertThatThrownBy(() -> files.createFile(path("none/file")).build())
                    .isInstanceOf(IOException.class);
            assertThat(directory.resolve("none")).doesNotExist();

            files.mkdirs(path("folder"));
            files.createFile(path("folder/file")).build().close();
            assertThat(permissions("folder/file")).isEqualTo("rw-r-----");
        }
    }

    private void make(Map<String, String> hadoop, String file) throws Exception {
        try (FileSystem files = files(hadoop)) {
            files.create(path(file), false).close();
        }
    }

    private void makeByHadoop(String file) throws Exception {
        try (FileSystem files = FileSystem.newInstance(directory.toUri(), new Configuration())) {
            files.create(path(file), false).close();
        }
    }

    /** Not the one that Hadoop keeps as long as the JVM lives: another test may have made it. */
    private FileSystem files(Map<String, String> hadoop) throws Exception {
        LakeSettings settings = new LakeSettings(directory.toString(), Format.DELTA, hadoop, Duration.ofSeconds(1));
        return FileSystem.newInstance(
                directory.toUri(), LakeStorage.open(settings, "Sluice/test").configuration());
    }

    private Path path(String file) {
        return new Path(directory.resolve(file).toUri());
    }

    private String permissions(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file)));
    }

    private int processes(Recording recording, String name) throws Exception {
        java.nio.file.Path dump = directory.resolve(name + ".jfr");
        recording.dump(dump);
        List<?> started = RecordingFile.readAllEvents(dump);
        return started.size();
    }
}

package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.connector.config.LakeSettings;
import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.routing.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a lake must show before anything lands in it, and by what it is known again. Away, its path is there and empty. */
final class LakeProofTest {
    private static final TableName EVENTS = new TableName("events");

    @TempDir
    private Path directory;

    @Test
    void saysThatAStoreWithoutPutIfAbsentCannotBeUsed() throws Exception {
        Map<String, String> overwriting =
                Map.of("io.delta.kernel.logStore.file.impl", FaultyLogStore.Overwriting.class.getName());

        assertThatThrownBy(lake(Format.DELTA, overwriting)::prove)
                .isInstanceOf(LakeRefusedException.class)
                .hasMessageContaining("put-if-absent");
    }

    @Test
    void provesItsOwnStoreAgainAndAgain() throws Exception {
        lake(Format.DELTA).prove();
        lake(Format.DELTA).prove();

        try (Stream<Path> probes = Files.list(directory.resolve("a lake/_sluice"))) {
            assertThat(probes).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aLakeThatIsAwayIsNotALakeWithoutTheTable(Format format) throws Exception {
        LakeStorage lake = lake(format);
        lake.prove();
        TableLog table = lake.table(EVENTS);
        assertThat(table.latest()).isEmpty();

        goAway();

        assertThatThrownBy(table::latest)
                .isInstanceOf(LakeUnavailableException.class)
                .hasMessageContaining("the lake is away");
        comeBack();
        assertThat(table.latest()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aTaskThatStartsWhileTheLakeIsAwayMakesNothingInItsPlace(Format format) throws Exception {
        LakeStorage lake = lake(format);
        lake.prove();
        goAway();

        assertThatThrownBy(lake::prove).isInstanceOf(LakeUnavailableException.class);

        assertThat(directory.resolve("a lake")).isEmptyDirectory();
        comeBack();
        lake.prove();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aLakeIsStillAwayWhenAnotherWorkerHasProvenTheEmptyMountPoint(Format format) throws Exception {
        LakeStorage lake = lake(format);
        lake.prove();
        TableLog table = lake.table(EVENTS);
        goAway();

        lake(format).prove();

        assertThatThrownBy(table::latest)
                .isInstanceOf(LakeUnavailableException.class)
                .hasMessageContaining("is that of another lake");
        assertThatThrownBy(lake::prove).isInstanceOf(LakeUnavailableException.class);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aLakeThatWasEmptiedOnPurposeIsProvenOnceAllTasksHaveEnded(Format format) throws Exception {
        LakeStorage lake = lake(format);
        lake.prove();
        lake.prove();
        TableLog underWay = lake.table(EVENTS);
        goAway();

        lake.release();
        assertThatThrownBy(lake::prove)
                .isInstanceOf(LakeUnavailableException.class)
                .hasMessageContaining("is not there")
                .hasMessageContaining("restart every connector");
        lake.release();
        // What the last task still has under way.
        assertThatThrownBy(underWay::latest).isInstanceOf(LakeUnavailableException.class);
        lake.prove();

        assertThat(underWay.latest()).isEmpty();
    }

    private void goAway() throws IOException {
        Files.move(directory.resolve("a lake"), directory.resolve("disk"));
        Files.createDirectory(directory.resolve("a lake"));
    }

    private void comeBack() throws IOException {
        Files.delete(directory.resolve("a lake"));
        Files.move(directory.resolve("disk"), directory.resolve("a lake"));
    }

    private LakeStorage lake(Format format) throws Exception {
        return lake(format, Map.of());
    }

    private LakeStorage lake(Format format, Map<String, String> hadoop) throws Exception {
        return LakeStorage.open(
                new LakeSettings(directory.resolve("a lake").toString(), format, hadoop, Duration.ofSeconds(1)),
                "Sluice/test");
    }
}

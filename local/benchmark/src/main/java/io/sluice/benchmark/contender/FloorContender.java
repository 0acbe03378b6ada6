package io.sluice.benchmark.contender;

import io.sluice.benchmark.events.EventTopic;
import io.sluice.benchmark.floor.Floor;
import io.sluice.benchmark.table.ParquetFolder;
import io.sluice.local.process.JvmSpec;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The least that landing costs without Connect and without commits. */
record FloorContender(String name) implements Contender {
    @Override
    public String title() {
        return "the floor: a consumer, a byte parser and a Parquet encoder in one thread, no commits";
    }

    @Override
    public List<Setting> settings(Target target) {
        return List.of();
    }

    @Override
    public Run start(Bench bench, String id, EventTopic topic) {
        Path folder = bench.work().resolve(id);
        List<Path> classpath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        JvmSpec spec = new JvmSpec(
                id,
                classpath,
                Floor.class.getName(),
                List.of(bench.broker().bootstrap(), topic.name(), folder.toString()),
                WorkerJvm.OPTIONS,
                Map.of());
        return new JvmRun(bench.children().startWithOutput(spec), Optional.of(new ParquetFolder(folder))).awaitReady();
    }
}

package io.sluice.benchmark;

import io.sluice.benchmark.contender.Bench;
import io.sluice.benchmark.contender.Contender;
import io.sluice.benchmark.contender.Run;
import io.sluice.benchmark.events.EventTopic;
import io.sluice.benchmark.measure.ConsumedRecords;
import io.sluice.benchmark.measure.Gauge;
import io.sluice.benchmark.measure.Memory;
import io.sluice.benchmark.measure.Sample;
import io.sluice.benchmark.measure.Stretch;
import io.sluice.benchmark.report.Result;
import io.sluice.benchmark.table.Folders;
import io.sluice.benchmark.table.Table;
import io.sluice.benchmark.table.Verification;
import io.sluice.local.process.Jmx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures one run.
 *
 * @param topic that is landed
 * @param warm records after which it counts: the JIT has seen the work by then
 */
record Trial(Bench bench, EventTopic topic, long warm) {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** Asking a worker how it is costs it CPU. */
    private static final long HEALTH_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long STUCK_NANOS = TimeUnit.MINUTES.toNanos(3);

    /** Runs it, checks its table, and removes it. */
    Result run(Contender contender, int round) {
        String id = contender.name() + "-" + round + "-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        try (Run run = contender.start(bench, id, topic);
                Jmx jmx = Jmx.of(run.jvm().pid())) {
            List<Sample> samples = samples(run, jmx);
            Memory memory = Memory.of(run.jvm().pid(), jmx);
            List<Path> files = run.table().map(Table::files).orElse(List.of());
            if (run.table().isPresent()) {
                Verification.require(files, topic.expected());
            }
            return new Result(
                    contender.name(),
                    round,
                    Stretch.of(samples, topic.expected().records()),
                    memory,
                    files.stream().mapToLong(Trial::size).sum(),
                    files.size(),
                    run.table().map(Table::commits).orElse(0));
        } finally {
            Folders.remove(bench.work().resolve(id));
        }
    }

    /** From the first look after the mark to the one that finds every row. */
    private List<Sample> samples(Run run, Jmx jmx) {
        Gauge gauge = new Gauge(
                handle(run.jvm().pid()), handle(bench.broker().jvm().pid()), new ConsumedRecords(jmx, topic.name()));
        List<Sample> samples = new ArrayList<>();
        long asked = System.nanoTime();
        long moved = asked;
        long before = -1;
        while (true) {
            Sample sample = gauge.look();
            if (sample.records() >= warm) {
                samples.add(sample);
            }
            if (sample.records() != before) {
                moved = sample.nanos();
                before = sample.records();
            }
            if (sample.nanos() - asked > HEALTH_NANOS) {
                run.requireHealthy();
                asked = sample.nanos();
            }
            if (sample.nanos() - moved > STUCK_NANOS) {
                throw new IllegalStateException(run.jvm().name() + " has taken " + before
                        + " records and stands still. " + run.jvm().tail());
            }
            if (isLanded(run, sample.records())) {
                return samples;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean isLanded(Run run, long taken) {
        long wanted = topic.expected().records();
        return taken >= wanted && run.table().map(Table::rows).orElse(wanted) >= wanted;
    }

    private static ProcessHandle handle(long pid) {
        return ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("Process " + pid + " has ended."));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

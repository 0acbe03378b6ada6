package io.sluice.connector.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/** The dead-letter topic: a report is durable some time after it was made. */
final class DeadLetters {
    private final Stage stage;
    private final List<Report> open = new ArrayList<>();
    private final Map<TopicPartition, Set<Long>> durable = new HashMap<>();

    DeadLetters(Stage stage) {
        this.stage = stage;
    }

    boolean holds(TopicPartition partition, long offset) {
        return durable.getOrDefault(partition, Set.of()).contains(offset);
    }

    /** Some reports become durable, or all. */
    void acknowledge(boolean all) {
        for (int i = 0; i < open.size(); i++) {
            if (all || stage.random.nextBoolean()) {
                Report report = open.remove(i--);
                report.done = true;
                durable.computeIfAbsent(report.partition, any -> new HashSet<>())
                        .add(report.offset);
            }
        }
    }

    Reporter reporter() {
        return new Reporter();
    }

    /** Connect's reporter of one task. */
    final class Reporter implements ErrantRecordReporter {
        private final Map<TopicPartition, List<Report>> waiting = new HashMap<>();

        @Override
        public Future<Void> report(SinkRecord record, Throwable error) {
            TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            Report report = new Report(partition, record.originalKafkaOffset());
            stage.trace("report", partition, record.originalKafkaOffset());
            open.add(report);
            waiting.computeIfAbsent(partition, any -> new ArrayList<>()).add(report);
            return report;
        }

        void await(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                List<Report> reports = waiting.remove(partition);
                for (Report report : reports == null ? List.<Report>of() : reports) {
                    try {
                        report.get();
                    } catch (ExecutionException e) {
                        throw new ConnectException(e);
                    }
                }
            }
        }

        void cancel(Collection<TopicPartition> partitions) {
            waiting.keySet().removeAll(Set.copyOf(partitions));
        }
    }

    private final class Report implements Future<Void> {
        private final TopicPartition partition;
        private final long offset;
        private boolean done;

        Report(TopicPartition partition, long offset) {
            this.partition = partition;
            this.offset = offset;
        }

        @Override
        public boolean cancel(boolean interrupt) {
            throw new UnsupportedOperationException("Connect cannot cancel a report");
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean isDone() {
            return done;
        }

        @Override
        public Void get() throws ExecutionException {
            return get(Long.MAX_VALUE, TimeUnit.MILLISECONDS);
        }

        @Override
        public Void get(long timeout, TimeUnit unit) throws ExecutionException {
            while (!done) {
                stage.await("await a report", () -> done, Long.MAX_VALUE);
            }
            return null;
        }
    }
}

package io.sluice.local.quickstart;

import io.sluice.local.data.DataSet;
import io.sluice.local.kafka.Produced;
import io.sluice.local.process.ChildJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The answers out of the lake, and the proof that it is whole. */
record Analysis(Narrator narrator, Jobs jobs, Stack stack, Workspace workspace) {
    private static final String WEEKS = "7 days";
    private static final String DELAYED =
            "SELECT origin, count(*) AS flights, round(avg(delay), 1) AS mean_delay, max(delay) AS worst"
                    + " FROM lake.flights GROUP BY origin HAVING count(*) > 100 ORDER BY mean_delay DESC LIMIT 5";
    private static final String BY_WEEK = "SELECT * FROM lake.flights_by_week ORDER BY window_start";

    void run() {
        String batch = narrator.step("Count flights by week, in batch", () -> {
            jobs.explain();
            return jobs.show("windowed-counts", counts());
        });
        narrator.step("The same as a stream, exactly once into the table flights_by_week", () -> {
            List<String> stream = new ArrayList<>(counts());
            stream.addAll(List.of("--available-now", "--mode", "complete", "--to", "delta:flights_by_week"));
            return jobs.show("windowed-counts-stream", stream);
        });
        narrator.step("Ask with SQL", () -> {
            String answer = jobs.show("sql", List.of("sql", DELAYED + "; " + BY_WEEK));
            if (!answer.endsWith(batch)) {
                throw new IllegalStateException("The stream counted otherwise than the batch.");
            }
            narrator.say("The stream's counts are those of the batch.");
            return null;
        });
        narrator.step("Learn the delay from the distance and more", () -> jobs.show("regression", regression()));
    }

    void proveWhole(Map<DataSet, Produced> produced) {
        narrator.step("Check that every record is in the lake exactly once", () -> {
            List<String> query = List.of("sql", "--output", "json", Completeness.query(produced.keySet()));
            List<String> faults = Completeness.faults(produced, jobs.run("completeness", query));
            if (!faults.isEmpty()) {
                throw new IllegalStateException("The lake is not what was produced:\n  " + String.join("\n  ", faults));
            }
            produced.values()
                    .forEach(sent -> narrator.say(
                            "%-20s %,7d of %,7d records, none twice", sent.topic(), sent.records(), sent.records()));
            return null;
        });
        narrator.step("Audit the tables against Kafka's own offsets", () -> audit(produced));
    }

    /** All at once: each spends most of its time starting. */
    private Void audit(Map<DataSet, Produced> produced) {
        List<ChildJvm> audits = produced.keySet().stream()
                .map(set -> jobs.start("audit-" + set.table(), audit(set)))
                .toList();
        audits.forEach(job -> narrator.quote(jobs.answer(job)));
        return null;
    }

    private List<String> audit(DataSet set) {
        return List.of(
                "audit", "--table", set.table(), "--bootstrap", stack.broker().bootstrap());
    }

    private static List<String> counts() {
        return List.of("windowed-counts", "--table", "flights", "--time", "date", "--window", WEEKS);
    }

    private List<String> regression() {
        return List.of(
                "regression",
                "train",
                "--table",
                "flights",
                "--label",
                "delay",
                "--features",
                "distance,hour(date) AS hour",
                "--model",
                workspace.folder().resolve("model").toUri().toString());
    }
}

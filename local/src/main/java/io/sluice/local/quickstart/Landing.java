package io.sluice.local.quickstart;

import io.sluice.local.connect.Connectors;
import io.sluice.local.data.DataSet;
import io.sluice.local.data.DataSets;
import io.sluice.local.kafka.Produced;
import io.sluice.local.kafka.Sender;
import io.sluice.local.kafka.Topics;
import io.sluice.local.process.Checkout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** From the files in data/ through Kafka and Connect into the lake. */
record Landing(Narrator narrator, Stack stack, Checkout checkout, Workspace workspace) {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final double KIB = 1024;

    /** What every topic has in the end, all of it landed. */
    Map<DataSet, Produced> run() {
        Map<DataSet, Produced> produced =
                narrator.step("Produce real data into topics of several partitions", this::produce);
        narrator.step("Deploy one connector for each topic", this::deploy);
        narrator.step("Wait until the lake has every record", () -> await(produced));
        return produced;
    }

    private Map<DataSet, Produced> produce() {
        Map<DataSet, Produced> produced = new LinkedHashMap<>();
        try (Admin admin = stack.broker().admin();
                Sender sender = new Sender(stack.broker().bootstrap())) {
            for (DataSet set : DataSets.ALL) {
                Path file = checkout.data(set.file());
                Topics.create(admin, set.topic(), set.partitions());
                Produced sent = sender.send(set.topic(), set.read(file));
                narrator.say(
                        "%-20s %,7d records, %d partitions, keyed by %-10s  <- %s",
                        set.topic(), sent.records(), set.partitions(), set.key(), workspace.shown(file));
                produced.put(set, sent);
            }
        }
        return produced;
    }

    private Void deploy() {
        for (DataSet set : DataSets.ALL) {
            Path file = checkout.config(set.topic() + ".json");
            stack.connectors().deploy(set.topic(), Connectors.settings(file));
            narrator.say("PUT /connectors/%s/config  <- %s", set.topic(), workspace.shown(file));
        }
        return null;
    }

    private Void await(Map<DataSet, Produced> produced) {
        narrator.say("%-20s %9s %8s %6s %9s", "table", "rows", "commits", "files", "KiB");
        produced.forEach((set, sent) -> {
            stack.connectors().awaitOffsets(set.topic(), set.topic(), sent.ends(), LIMIT);
            LandedTable table = LandedTable.read(workspace.lake().resolve(set.table()));
            narrator.say(
                    "%-20s %,9d %8d %6d %,9.0f",
                    set.table(), table.rows(), table.commits(), table.files(), table.bytes() / KIB);
        });
        return null;
    }
}

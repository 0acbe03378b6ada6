package io.sluice.connector.config;

import io.sluice.connector.config.SourceSettings.OffsetGap;
import io.sluice.connector.config.SourceSettings.StartWithoutLakeOffset;
import java.util.List;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Whose offsets the table's {@code txn} rows are, and what to do where they and Kafka part. */
final class SourceKeys {
    static final String GROUP = "Source";
    static final String NAMESPACE = "namespace";
    static final String SOURCE_ID = "source.id";
    static final String ALLOW_SHARED = "allow.shared.source";
    static final String START_WITHOUT_LAKE_OFFSET = "start.without.lake.offset";
    static final String OFFSET_GAP = "offset.gap";
    static final String ADMIN_PREFIX = "source.admin.";
    static final String ADMIN_BOOTSTRAP = ADMIN_PREFIX + AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG;
    /** Connect's own key; the default of {@link #NAMESPACE}. */
    static final String CONNECTOR_NAME = "name";

    private static final LambdaValidator NAME =
            LambdaValidator.with(SourceKeys::checkName, () -> "a name without control characters");

    private static final Choice<StartWithoutLakeOffset> STARTS = Choice.of(StartWithoutLakeOffset.class);
    private static final Choice<OffsetGap> GAPS = Choice.of(OffsetGap.class);

    static final List<Setting> SETTINGS = List.of(
            Setting.string(NAMESPACE, GROUP)
                    .orElseShown("the connector's name")
                    .valid(NAME)
                    .rank(Importance.MEDIUM, Width.MEDIUM)
                    .display("Namespace")
                    .doc(
                            "Whose offsets these are in the table. A connector that takes over another one's tables sets the other's"
                                    + " namespace and goes on where that one stopped; a connector with a new namespace starts anew.")
                    .example("orders-sink"),
            Setting.string(SOURCE_ID, GROUP)
                    .orElse("kafka")
                    .valid(NAME)
                    .rank(Importance.MEDIUM, Width.MEDIUM)
                    .display("Source id")
                    .doc(
                            "Names the Kafka cluster in the table's offsets. Set it when connectors of several clusters land topics"
                                    + " of one name in one table.")
                    .example("kafka-eu"),
            Setting.flag(ALLOW_SHARED, GROUP)
                    .orElse(false)
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Allow a shared source")
                    .doc(
                            "A table that holds another namespace's offsets of the same topic of the same source is refused, because"
                                    + " its rows would land twice. true lands them all the same.")
                    .example("true"),
            Setting.string(START_WITHOUT_LAKE_OFFSET, GROUP)
                    .orElse(Choice.text(StartWithoutLakeOffset.FAIL))
                    .choice(STARTS)
                    .rank(Importance.MEDIUM, Width.SHORT)
                    .display("Start without lake offset")
                    .doc(
                            "Where to start a partition that the consumer group has read while no table holds an offset of it: the"
                                    + " table was deleted, or the topic is to land in another one. fail: the task fails as soon as a"
                                    + " record below the group's offset turns out to be there that would never land. group: at the group's"
                                    + " offset; what lies below stays out. earliest: at the first record that Kafka has. A partition"
                                    + " without such records, as at a first start, starts at the first one in any case.")
                    .example("earliest"),
            Setting.string(OFFSET_GAP, GROUP)
                    .orElse(Choice.text(OffsetGap.FAIL))
                    .choice(GAPS)
                    .rank(Importance.MEDIUM, Width.SHORT)
                    .display("Offset gap")
                    .doc(
                            "What to do when Kafka no longer has what the lake expects next: retention removed it, the topic was"
                                    + " truncated, or deleted and created again. fail: the task fails. earliest: goes on at the first"
                                    + " record that Kafka has. latest: goes on at the end. Both move the lake's offset in a commit of"
                                    + " its own that records the gap, and count it in offset-gaps-total. They need"
                                    + " source.admin.bootstrap.servers: a consumer alone cannot tell a gap from compaction.")
                    .example("fail"),
            Setting.family(ADMIN_PREFIX, GROUP)
                    .rank(Importance.MEDIUM, Width.LONG)
                    .display("Admin client")
                    .doc(
                            "Settings of a Kafka Admin client, with the prefix removed, by which the task asks for cluster id, topic"
                                    + " ids and the first and last offsets when partitions are opened; none: it does not ask. Needs the"
                                    + " right to describe the topics; what it is not allowed to see it says in the log and leaves"
                                    + " unchecked. Values count as secrets: none is logged, and REST shows what the configuration holds,"
                                    + " so give secrets through a ConfigProvider.")
                    .example("source.admin.bootstrap.servers=broker:9092"));

    private SourceKeys() {}

    static SourceSettings from(AbstractConfig config) {
        String namespace = config.getString(NAMESPACE);
        if (namespace == null) {
            namespace = String.valueOf(config.originals().get(CONNECTOR_NAME)).trim();
        }
        return new SourceSettings(
                namespace,
                config.getString(SOURCE_ID),
                config.getBoolean(ALLOW_SHARED),
                GAPS.parse(config.getString(OFFSET_GAP)),
                STARTS.parse(config.getString(START_WITHOUT_LAKE_OFFSET)),
                LakeKeys.family(config, ADMIN_PREFIX));
    }

    private static void checkName(String name, Object value) {
        String text = (String) value;
        if (text != null && (text.isBlank() || text.chars().anyMatch(Character::isISOControl))) {
            throw new ConfigException(name, value, "It is empty or holds control characters. Write a readable name.");
        }
    }
}

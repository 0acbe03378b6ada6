package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lag of a partition that nothing comes to is seen by this metric alone: it says what the lake holds, whoever landed it. */
final class CommittedOffsetTest {
    private static final String ATTRIBUTE = "last-committed-offset";

    @TempDir
    private Path lake;

    @Test
    void isShownFromTheMomentOnThatAPartitionIsOpened() throws Exception {
        try (OneTask first = new OneTask(lake)) {
            first.land("{\"id\":0}");
            first.land("{\"id\":1}");
            assertThat(shown()).isEqualTo(2);
        }
        try (OneTask again = new OneTask(lake)) {
            assertThat(again.rows()).hasSize(2);
            assertThat(shown()).isEqualTo(2);
        }
    }

    private static long shown() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> names = server.queryNames(new ObjectName("*:connector=rig,topic=t,partition=0,*"), null);
        assertThat(names).hasSize(1);
        return ((Number) server.getAttribute(names.iterator().next(), ATTRIBUTE)).longValue();
    }
}

package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.connect.Worker;
import io.sluice.local.data.DataSets;
import io.sluice.local.kafka.Produced;
import io.sluice.local.kafka.Topics;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

@ExtendWith({DockerRequired.class, WithStack.class})
final class LandingContainerIT {
    private final SharedStack stack;

    LandingContainerIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void topicsOfABrokerInAContainerLandExactlyOnce() {
        try (KafkaContainer kafka = new KafkaContainer(image())) {
            kafka.start();
            String bootstrap = kafka.getBootstrapServers();
            try (Worker worker = stack.start(stack.spec("container", bootstrap));
                    Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
                Topics.create(admin, "container-flights", 3);
                Pipeline pipeline = Pipeline.over(bootstrap, worker, "container-flights", stack.lake());
                Produced produced =
                        pipeline.send(DataSets.FLIGHTS.read(stack.checkout().data("flights.jsonl")));

                pipeline.deploy().awaitLanded(produced.ends());

                assertThat(produced.offsets()).hasSize(3);
                LandedRows.assertExactlyOnce(produced, pipeline.log().rows());
            }
        }
    }

    private static DockerImageName image() {
        return DockerImageName.parse(System.getenv().getOrDefault("KAFKA_IMAGE", "apache/kafka:4.3.1"))
                .asCompatibleSubstituteFor("apache/kafka");
    }
}

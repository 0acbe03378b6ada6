package io.sluice.connector;

import io.sluice.connector.config.Redaction;
import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.lake.LakeRefusedException;
import io.sluice.connector.lake.LakeStorage;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.routing.TableRouter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/** Looks at the lake before a connector is made: reachable, writable, store proven, tables that can be written. In bounded time. */
final class Preflight {
    private static final String LAKE_PATH = "lake.path";
    private static final String TOPICS = "topics";
    private static final long LIMIT_SECONDS = 15;

    private Preflight() {}

    /** Adds what it finds to {@code lake.path}; does nothing when the settings themselves have errors. */
    static void addTo(Config config, Map<String, String> props) {
        if (config.configValues().stream()
                .anyMatch(value -> !value.errorMessages().isEmpty())) {
            return;
        }
        SinkSettings settings = SinkConfig.parse(props);
        FutureTask<Optional<String>> look = new FutureTask<>(() -> look(settings, props.getOrDefault(TOPICS, "")));
        Thread thread = new Thread(look, "sluice-preflight");
        thread.setDaemon(true);
        thread.start();
        Redaction redaction = Redaction.of(settings);
        await(look, settings).map(redaction::redact).ifPresent(problem -> lakePath(config)
                .addErrorMessage(problem));
    }

    private static ConfigValue lakePath(Config config) {
        return config.configValues().stream()
                .filter(value -> value.name().equals(LAKE_PATH))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> await(FutureTask<Optional<String>> look, SinkSettings settings) {
        try {
            return look.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Optional.of("The lake " + settings.lake().path() + " did not answer within " + LIMIT_SECONDS
                    + " s. Check lake.path, hadoop.* and the network between this worker and the store.");
        } catch (ExecutionException e) {
            return Optional.of("Cannot use the lake " + settings.lake().path() + ": " + e.getCause()
                    + ". Check lake.path and hadoop.*.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(
                    "Interrupted while looking at the lake " + settings.lake().path() + ". Validate again.");
        }
    }

    private static Optional<String> look(SinkSettings settings, String topics) {
        try {
            LakeStorage storage = LakeStorage.open(settings.lake(), PluginVersion.engineInfo());
            storage.prove();
            TableRouter router = TableRouter.of(settings.routing());
            for (String topic : topics.split(",", -1)) {
                if (!topic.isBlank() && router.isByTopic(topic.trim())) {
                    storage.table(router.route(topic.trim())).writable();
                }
            }
            return Optional.empty();
        } catch (LakeUnavailableException e) {
            return Optional.of(e.getMessage() + ". Check lake.path, its permissions and hadoop.*.");
        } catch (LakeRefusedException e) {
            return Optional.of(e.getMessage());
        } catch (RecordError e) {
            return Optional.of(e.problem() + " " + e.remedy());
        }
    }
}

package io.sluice.stores;

import io.sluice.local.process.Checkout;
import io.sluice.local.process.Children;
import io.sluice.local.store.S3Store;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One S3 store for all tests of a run, each with buckets of its own. */
final class ObjectStores implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Buckets.class;
    }

    @Override
    public Buckets resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ObjectStores.class))
                .getOrComputeIfAbsent(Buckets.class, unused -> Buckets.start(), Buckets.class);
    }

    /** Buckets in the store. */
    record Buckets(Children children, S3Store store, AtomicInteger made) implements AutoCloseable {
        static Buckets start() {
            Checkout checkout = Checkout.fromProperties();
            Path work = checkout.root()
                    .resolve("local/stores/target/it")
                    .resolve(Long.toString(ProcessHandle.current().pid()));
            Children children = new Children(work.resolve("logs"));
            return new Buckets(children, S3Store.start(children, checkout, work), new AtomicInteger());
        }

        Bucket make() {
            String name = "lake" + made.incrementAndGet();
            return new Bucket(name, store.bucket(name), store.endpoint());
        }

        @Override
        public void close() {
            children.kill();
            children.close();
        }
    }

    /** @param folder where its objects are files */
    record Bucket(String name, Path folder, URI endpoint) {
        String lake() {
            return "s3a://" + name + "/lake";
        }

        /** What a user sets as {@code hadoop.*}, with tries that follow each other quickly. */
        Map<String, String> hadoop(URI through) {
            return Map.of(
                    "fs.s3a.endpoint", through.toString(),
                    "fs.s3a.endpoint.region", "us-east-1",
                    "fs.s3a.path.style.access", "true",
                    "fs.s3a.connection.ssl.enabled", "false",
                    "fs.s3a.access.key", "anybody",
                    "fs.s3a.secret.key", "anything",
                    "fs.s3a.retry.interval", "20ms",
                    "fs.s3a.retry.throttle.interval", "20ms",
                    "fs.s3a.connection.maximum", "100");
        }
    }
}

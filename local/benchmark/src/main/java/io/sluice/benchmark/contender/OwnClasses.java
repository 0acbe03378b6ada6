package io.sluice.benchmark.contender;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where this module's classes lie, for the class path of a child JVM that runs one of them. */
public final class OwnClasses {
    private OwnClasses() {}

    /** @return the folder or jar that a class came from */
    public static Path of(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("No path leads to " + type, e);
        }
    }
}

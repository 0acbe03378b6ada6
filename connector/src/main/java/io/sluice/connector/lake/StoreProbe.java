package io.sluice.connector.lake;

import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.util.Utils;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.Path;

/**
 * Asks a store for two puts of one fixed name, by the way that commits go. The probe stays, so that later starts need one put, and has a
 * content of its own, by which a lake is known again.
 */
final class StoreProbe {
    private StoreProbe() {}

    static boolean refusesSecondPut(Engine engine, Path probe) throws IOException {
        engine.getFileSystemClient().mkdirs(probe.getParent().toString());
        boolean wasThere = refused(engine, probe);
        return wasThere || refused(engine, probe);
    }

    private static boolean refused(Engine engine, Path probe) throws IOException {
        SetTransaction unique = new SetTransaction("sluice/probe/" + UUID.randomUUID(), 0L, Optional.empty());
        Row row = SingleAction.createTxnSingleAction(unique.toRow());
        try {
            engine.getJsonHandler()
                    .writeJsonFileAtomically(
                            probe.toString(),
                            Utils.toCloseableIterator(List.of(row).iterator()),
                            false);
            return false;
        } catch (FileAlreadyExistsException taken) {
            return true;
        }
    }
}

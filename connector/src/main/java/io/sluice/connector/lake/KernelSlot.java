package io.sluice.connector.lake;

import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.internal.actions.CommitInfo;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A version's file in {@code _delta_log}, through Kernel's engine and so through its log store. */
record KernelSlot(Engine engine, String file, List<Row> rows) implements VersionSlot {
    @Override
    public void put() throws IOException {
        try {
            engine.getJsonHandler().writeJsonFileAtomically(file, Utils.toCloseableIterator(rows.iterator()), false);
        } catch (KernelEngineException e) {
            throw new IOException("Cannot put " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> txnId() throws IOException {
        try (CloseableIterator<FileStatus> listed = engine.getFileSystemClient().listFrom(file)) {
            if (!listed.hasNext()) {
                return Optional.empty();
            }
            FileStatus first = listed.next();
            if (!first.getPath().endsWith(file.substring(file.lastIndexOf('/')))) {
                return Optional.empty();
            }
            return Optional.of(CommitInfo.tryReadCommitInfoFromDeltaFile(engine, first)
                    .flatMap(CommitInfo::getTxnId)
                    .orElse(""));
        } catch (RuntimeException e) {
            throw new IOException("Cannot read " + file + " back: " + e.getMessage(), e);
        }
    }
}

package io.sluice.connector.lake;

import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.commit.CommitMetadata;
import io.delta.kernel.commit.CommitResponse;
import io.delta.kernel.commit.Committer;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.internal.actions.CommitInfo;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.files.ParsedPublishedDeltaData;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kernel's door to {@link VersionPut}, with a commitInfo of ours. */
final class LandingCommitter implements Committer {
    private final CommitDetails details;

    LandingCommitter(CommitDetails details) {
        this.details = details;
    }

    @Override
    public CommitResponse commit(Engine engine, CloseableIterator<Row> actions, CommitMetadata metadata)
            throws CommitFailedException {
        String file = FileNames.deltaFile(metadata.getDeltaLogDirPath(), metadata.getVersion());
        String txnId = metadata.getCommitInfo().getTxnId().orElseThrow();
        List<Row> rows = rewritten(actions, metadata.getCommitInfo());
        VersionPut.Outcome outcome = VersionPut.run(new KernelSlot(engine, file, rows), txnId);
        if (outcome instanceof VersionPut.Outcome.Anothers lost) {
            throw new CommitFailedException(
                    true, true, "Version " + metadata.getVersion() + " is another writer's", lost.failure());
        }
        if (outcome instanceof VersionPut.Outcome.Unknown unknown) {
            throw new CommitFailedException(
                    true, false, "Cannot put " + file + ": " + unknown.why(), unknown.failure());
        }
        return response(engine, file);
    }

    private static CommitResponse response(Engine engine, String file) throws CommitFailedException {
        try {
            return new CommitResponse(ParsedPublishedDeltaData.forFileStatus(
                    engine.getFileSystemClient().getFileStatus(file)));
        } catch (IOException | KernelEngineException e) {
            throw new CommitFailedException(true, false, "Cannot stat " + file + " after it was put", e);
        }
    }

    private List<Row> rewritten(CloseableIterator<Row> actions, CommitInfo kernels) {
        List<Row> rows = new ArrayList<>();
        actions.forEachRemaining(
                row -> rows.add(row.isNullAt(SingleAction.COMMIT_INFO_ORDINAL) ? row : commitInfo(kernels)));
        return rows;
    }

    private Row commitInfo(CommitInfo kernels) {
        Map<String, String> parameters = new HashMap<>(kernels.getOperationParameters());
        parameters.putAll(details.operationParameters());
        CommitInfo info = new CommitInfo(
                kernels.getInCommitTimestamp(),
                kernels.getTimestamp(),
                kernels.getEngineInfo(),
                kernels.getOperation(),
                parameters,
                Optional.of(details.blindAppend()),
                kernels.getTxnId(),
                details.operationMetrics());
        return SingleAction.createCommitInfoSingleAction(info.toRow());
    }
}

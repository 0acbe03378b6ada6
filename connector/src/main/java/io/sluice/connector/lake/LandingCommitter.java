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
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one version of a table's log, put-if-absent, and finds out what became of it.
 *
 * <p>Invariants (I5 of the design):
 *
 * <ul>
 *   <li>After any failed put the version is read back before anything else: the store may have applied a put whose answer was lost, and
 *       a client's own retry of an applied put is refused as if another had won.
 *   <li>A version that holds our {@code txnId} is ours; another's is a conflict; an absent one gets the same bytes again.
 *   <li>An outcome that stays unknown is reported as neither: the caller starts over from a fresh snapshot, whose {@code txn} rows tell
 *       whether the put landed late.
 * </ul>
 */
final class LandingCommitter implements Committer {
    private static final Logger LOG = LoggerFactory.getLogger(LandingCommitter.class);
    private static final int PUTS = 3;

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
        Exception failure = null;
        for (int put = 0; put < PUTS; put++) {
            try {
                engine.getJsonHandler()
                        .writeJsonFileAtomically(file, Utils.toCloseableIterator(rows.iterator()), false);
                return response(engine, file);
            } catch (IOException | KernelEngineException e) {
                failure = e;
                LOG.debug("Put of {} failed; reading the version back", file, e);
            }
            Optional<String> winner = readBack(engine, file, failure);
            if (winner.isPresent()) {
                if (winner.get().equals(txnId)) {
                    return response(engine, file);
                }
                throw new CommitFailedException(
                        true, true, "Version " + metadata.getVersion() + " is another writer's", failure);
            }
        }
        throw new CommitFailedException(true, false, "Cannot put " + file + ": " + failure.getMessage(), failure);
    }

    private static CommitResponse response(Engine engine, String file) throws CommitFailedException {
        try {
            return new CommitResponse(ParsedPublishedDeltaData.forFileStatus(
                    engine.getFileSystemClient().getFileStatus(file)));
        } catch (IOException | KernelEngineException e) {
            throw new CommitFailedException(true, false, "Cannot stat " + file + " after it was put", e);
        }
    }

    /** The txnId that the version holds ("" when it has none), or empty when the version is absent. */
    private static Optional<String> readBack(Engine engine, String file, Exception failure)
            throws CommitFailedException {
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
        } catch (IOException | RuntimeException e) {
            e.addSuppressed(failure);
            throw new CommitFailedException(true, false, "Cannot read " + file + " back after a failed put", e);
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

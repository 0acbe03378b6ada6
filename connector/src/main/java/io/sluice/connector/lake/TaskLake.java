package io.sluice.connector.lake;

import io.sluice.connector.routing.TableName;
import java.util.List;

/** The lake as one task has it: proves it once, and lets go of it at its end, both on the task thread. */
public final class TaskLake implements Lake {
    private final LakeStorage storage;
    private boolean proven;

    public TaskLake(LakeStorage storage) {
        this.storage = storage;
    }

    @Override
    public String root() {
        return storage.root();
    }

    @Override
    public TableLog table(TableName name) {
        return storage.table(name);
    }

    @Override
    public TableLog ledger(String namespace) {
        return storage.ledger(namespace);
    }

    @Override
    public List<TableName> tables() throws LakeUnavailableException {
        return storage.tables();
    }

    @Override
    public void prove() throws LakeUnavailableException {
        if (!proven) {
            storage.prove();
            proven = true;
        }
    }

    @Override
    public void release() {
        if (proven) {
            storage.release();
            proven = false;
        }
    }
}

package io.sluice.connector.schema;

import static java.util.Objects.requireNonNull;

import io.delta.kernel.types.StructType;

/** What a batch's schema asks of its table's. */
public sealed interface SchemaDecision {
    /** Every column of the batch is in the table with the same type: the encoder casts none. */
    record Fits() implements SchemaDecision {}

    /**
     * The table has to change first, in a commit of its own.
     *
     * @param newTableSchema the table's fields as they are, with nullable ones added at the end of their structs, and with wider types
     *     where that was allowed
     */
    record Evolve(StructType newTableSchema) implements SchemaDecision {
        public Evolve {
            requireNonNull(newTableSchema, "newTableSchema is null");
        }
    }

    /**
     * The batch has to be appended again against the table's schema. A batch that was, and still gets this answer, cannot land: the reason
     * is then for the user.
     *
     * @param why what differs and what to do, in full sentences
     */
    record Refit(String why) implements SchemaDecision {
        public Refit {
            requireNonNull(why, "why is null");
        }
    }
}

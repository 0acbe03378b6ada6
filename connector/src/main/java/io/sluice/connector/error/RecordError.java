package io.sluice.connector.error;

import static java.util.Objects.requireNonNull;

/**
 * One record cannot land. Thrown by what converts, routes or partitions; the task adds the record's coordinates and decides by policy:
 * dead-letter or fail, never skip. Carries no stack trace, because a topic can hold millions of bad records.
 */
public final class RecordError extends Exception {
    private final ErrorCode code;
    private final String field;
    private final String problem;
    private final String remedy;

    /**
     * @param field path of the field as a JSON Pointer (RFC 6901), empty for the whole value
     * @param problem what is wrong, with the values, without the coordinates
     * @param remedy what the user can do
     */
    public RecordError(ErrorCode code, String field, String problem, String remedy) {
        super(code + (field.isEmpty() ? "" : " at " + field) + ": " + problem + " " + remedy, null, false, false);
        this.code = requireNonNull(code, "code is null");
        this.field = requireNonNull(field, "field is null");
        this.problem = requireNonNull(problem, "problem is null");
        this.remedy = requireNonNull(remedy, "remedy is null");
    }

    public ErrorCode code() {
        return code;
    }

    public String field() {
        return field;
    }

    public String problem() {
        return problem;
    }

    public String remedy() {
        return remedy;
    }
}

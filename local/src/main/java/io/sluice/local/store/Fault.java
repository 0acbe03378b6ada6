package io.sluice.local.store;

import java.time.Duration;

/** What becomes of one request on its way to the store and back. */
public sealed interface Fault {
    /** None. */
    record Pass() implements Fault {}

    /** The connection breaks before the store sees the request. */
    record DropRequest() implements Fault {}

    /** The store does as it is asked; the connection breaks before the answer. */
    record DropAnswer() implements Fault {}

    /** The connection breaks; the store sees the request later, when the client has long gone on. */
    record ApplyLater(Duration after) implements Fault {}

    /** The answer takes longer. */
    record Hold(Duration pause) implements Fault {}

    /** The store answers with an error of its own and does nothing. */
    record Refuse(int status, String code) implements Fault {}

    /** The store does as it is asked and the answer is an error: what a gateway gives whose patience is over. */
    record ApplyThenRefuse(int status, String code) implements Fault {}

    /** The answer breaks off in the middle. */
    record Truncate() implements Fault {}

    /** A store that does not know conditional puts, as old and small ones do not: it takes every put. */
    record IgnoreCondition() implements Fault {}
}

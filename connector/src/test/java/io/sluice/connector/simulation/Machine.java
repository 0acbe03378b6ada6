package io.sluice.connector.simulation;

/** What dies and stands still together: a worker's threads. */
final class Machine {
    private final Stage stage;
    final String name;
    /** Whether Connect is in the task's close: nothing may be landed there. */
    boolean closing;
    /** Step until which its threads stand still, as under SIGSTOP or in a long collection. */
    private long frozenUntil;

    Machine(Stage stage, String name) {
        this.stage = stage;
        this.name = name;
    }

    boolean frozen() {
        return stage.steps() < frozenUntil;
    }

    void freeze(long untilStep) {
        frozenUntil = untilStep;
    }
}

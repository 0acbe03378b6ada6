package io.sluice.local.chaos;

final class FailpointChaosIT extends AnyFailpointChaosIT {
    FailpointChaosIT(Fleet fleet) {
        super(fleet, "failpoint", Form.format());
    }
}

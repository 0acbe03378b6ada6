package io.sluice.connector.column;

import io.sluice.connector.error.RecordError;
import java.util.List;

/** An array of Connect. */
record ListPlan(ListNode list, Plan element) implements Plan {
    @Override
    public void append(int slot, Object value) throws RecordError {
        Ranges ranges = list.ranges();
        ranges.begin(slot);
        List<?> elements = (List<?>) value;
        for (int i = 0; i < elements.size(); i++) {
            int at = ranges.next();
            Object each = elements.get(i);
            if (each != null) {
                element.append(at, each);
            }
        }
    }
}

package io.sluice.local.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Which request meets which fault: shares of the requests that a rule is for, drawn from a seed. For any thread. */
public final class Faults {
    private record Rule(Predicate<StoreRequest> when, double share, Fault fault) {}

    /** @param seen how many requests that it is for have passed */
    private record Single(Predicate<StoreRequest> when, int number, Fault fault, AtomicInteger seen) {}

    private final Random random;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Single> singles = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    public Faults(long seed) {
        random = new Random(seed);
    }

    /** @param share of those requests, 0 to 1; what the rules for one request have no share in passes */
    public synchronized Faults with(Predicate<StoreRequest> when, double share, Fault fault) {
        rules.add(new Rule(when, share, fault));
        return this;
    }

    /** @param number of the one request that meets it, counted from 1 among those that it is for */
    public synchronized Faults once(Predicate<StoreRequest> when, int number, Fault fault) {
        singles.add(new Single(when, number, fault, new AtomicInteger()));
        return this;
    }

    /** From now on every request passes, and counting starts again. */
    public synchronized void end() {
        rules.clear();
        singles.clear();
        counts.clear();
    }

    /** How often each fault was met, by its name. */
    public synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    synchronized Fault next(StoreRequest request) {
        for (Single single : singles) {
            if (single.when().test(request) && single.seen().incrementAndGet() == single.number()) {
                return met(single.fault());
            }
        }
        double draw = random.nextDouble();
        for (Rule rule : rules) {
            if (rule.when().test(request)) {
                draw -= rule.share();
                if (draw < 0) {
                    return met(rule.fault());
                }
            }
        }
        return new Fault.Pass();
    }

    private Fault met(Fault fault) {
        counts.merge(fault.getClass().getSimpleName(), 1, Integer::sum);
        return fault;
    }
}

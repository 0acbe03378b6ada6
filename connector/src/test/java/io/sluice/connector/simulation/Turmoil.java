package io.sluice.connector.simulation;

import io.sluice.connector.config.ValueSettings.NullValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What happens to a run from outside: records come, the group rebalances, workers stand still, die and come back, the store fails, Spark
 * commits, tables go. After the given steps it stops, and the run must come to rest with every record in its place.
 */
final class Turmoil implements Stage.Director {
    private static final int HEALING_STEPS = 6_000;

    private final Random random;
    private final Profile profile;
    private final long steps;
    private World world;
    private boolean healed;

    Turmoil(Random random, Profile profile, long steps) {
        this.random = random;
        this.profile = profile;
        this.steps = steps;
    }

    void begin(World begun) {
        world = begun;
        for (int task = 0; task < profile.tasks(); task++) {
            world.startWorker();
        }
    }

    @Override
    public void beforeStep() {
        if (world.stage.steps() > steps) {
            heal();
        } else if (random.nextDouble() < profile.load()) {
            produce();
        } else if (random.nextDouble() < profile.turmoil()) {
            disturb();
        }
    }

    private void produce() {
        List<Topic> topics = new ArrayList<>(world.topics.values());
        Topic topic = topics.get(random.nextInt(topics.size()));
        int records = 1 + random.nextInt(5);
        for (int i = 0; i < records; i++) {
            if (random.nextInt(5) == 0) {
                topic.skip(1 + random.nextInt(3));
            }
            String table = profile.fansOut() ? "out" + random.nextInt(2) : topic.partition.topic();
            topic.append(fate(), table, variant());
        }
    }

    private int variant() {
        if (profile.nulls() == NullValues.WRITE && random.nextInt(8) == 0) {
            return Topic.NULL;
        }
        return random.nextInt(6) == 0 ? 1 + random.nextInt(20) : 0;
    }

    private Topic.Fate fate() {
        if (profile.filters() && random.nextInt(4) == 0) {
            return Topic.Fate.FILTERED;
        }
        if (random.nextInt(6) > 0) {
            return Topic.Fate.ROW;
        }
        return switch (profile.nulls()) {
            case IGNORE -> Topic.Fate.DROPPED;
            case DEAD_LETTER -> Topic.Fate.DEAD_LETTER;
            case FAIL, WRITE -> Topic.Fate.ROW;
        };
    }

    private void disturb() {
        switch (random.nextInt(16)) {
            case 0, 1 -> world.group.rebalance();
            case 2, 3 -> freeze();
            case 4 -> throwOut();
            case 5 -> crash();
            case 6 -> stop();
            case 7, 8 -> restart();
            case 9 -> world.faults.setAway(!world.faults.away() && random.nextBoolean());
            case 10, 11 -> anyLog().ifPresent(log -> log.deliverDelayed(random.nextInt(4) == 0));
            case 12 -> anyLog().ifPresent(log -> log.commitForeign(random.nextInt(3) == 0));
            case 13 -> drop();
            case 14 -> world.deadLetters.acknowledge(false);
            default -> world.stage.passTime(random.nextInt(3_000));
        }
    }

    private java.util.Optional<Worker> anyWorker() {
        List<Worker> alive =
                world.workers.stream().filter(worker -> !worker.ended).toList();
        return alive.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(alive.get(random.nextInt(alive.size())));
    }

    private java.util.Optional<SimulatedLog> anyLog() {
        List<SimulatedLog> logs = List.copyOf(world.logs.values());
        return logs.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(logs.get(random.nextInt(logs.size())));
    }

    private void freeze() {
        anyWorker().ifPresent(worker -> {
            world.stage.trace("freeze", worker.machine.name);
            worker.machine.freeze(world.stage.steps() + 20 + random.nextInt(400));
            if (random.nextInt(3) > 0) {
                world.group.leave(worker);
            }
        });
    }

    private void throwOut() {
        anyWorker().ifPresent(worker -> {
            world.stage.trace("session timeout", worker.machine.name);
            world.group.leave(worker);
        });
    }

    private void crash() {
        anyWorker().ifPresent(worker -> {
            world.stage.trace("kill", worker.machine.name);
            worker.ended = true;
            world.stage.kill(worker.machine);
            world.group.leave(worker);
        });
    }

    private void stop() {
        anyWorker().ifPresent(worker -> worker.stopping = true);
    }

    private void restart() {
        world.workers.removeIf(worker -> worker.ended);
        if (world.workers.size() < profile.tasks() + (random.nextInt(4) == 0 ? 1 : 0)) {
            world.startWorker();
        }
    }

    private void drop() {
        if (profile.drops() && !world.stage.runs("-flush")) {
            anyLog().filter(log -> !log.name.equals(World.LEDGER)).ifPresent(log -> log.drop(random.nextBoolean()));
        }
    }

    private void heal() {
        if (!healed) {
            healed = true;
            world.stage.trace("heal");
            world.faults.stop();
            world.workers.forEach(worker -> worker.machine.freeze(0));
            world.group.rebalance();
        }
        world.deadLetters.acknowledge(true);
        world.logs.values().forEach(log -> log.deliverDelayed(false));
        world.workers.removeIf(worker -> worker.ended);
        if (world.workers.isEmpty()) {
            world.startWorker();
        }
    }

    @Override
    public boolean over() {
        long step = world.stage.steps();
        if (!healed || step % 20 != 0) {
            return false;
        }
        if (world.oracle.unfinished(world.group).isEmpty()) {
            return true;
        }
        if (step > steps + HEALING_STEPS) {
            world.stage.fail(
                    "I8: " + HEALING_STEPS + " steps after the last fault these are not where they shall be: "
                            + world.oracle.unfinished(world.group),
                    null);
        }
        return false;
    }
}

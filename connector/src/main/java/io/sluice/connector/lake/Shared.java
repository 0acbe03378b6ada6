package io.sluice.connector.lake;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/** One object for each key, as long as somebody holds it. */
final class Shared<K, V> {
    private final Map<K, Held<K, V>> held = new HashMap<>();
    private final ReferenceQueue<V> gone = new ReferenceQueue<>();

    /** How the object of a key is made. */
    interface Maker<K, V, E extends Exception> {
        V make(K key) throws E;
    }

    private static final class Held<K, V> extends WeakReference<V> {
        private final K key;

        Held(K key, V value, ReferenceQueue<V> gone) {
            super(value, gone);
            this.key = key;
        }
    }

    synchronized <E extends Exception> V get(K key, Maker<K, V, E> maker) throws E {
        for (Reference<?> each = gone.poll(); each != null; each = gone.poll()) {
            held.remove(((Held<?, ?>) each).key, each);
        }
        Held<K, V> known = held.get(key);
        V value = known == null ? null : known.get();
        if (value == null) {
            value = maker.make(key);
            held.put(key, new Held<>(key, value, gone));
        }
        return value;
    }
}

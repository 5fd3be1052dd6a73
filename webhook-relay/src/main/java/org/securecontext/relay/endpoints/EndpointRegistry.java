package org.securecontext.relay.endpoints;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints as they are now: what is declared, changed by what the topic {@code scp.webhook.endpoints} says. An endpoint
 * of the topic hides a declared one of the same id.
 */
public final class EndpointRegistry {

    private final Map<EndpointId, Endpoint> declared = new LinkedHashMap<>();
    private final Map<EndpointId, EndpointChange> changes = new LinkedHashMap<>();
    private final Map<EndpointId, CompletableFuture<Void>> awaited = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<EndpointId, Endpoint> now = Map.of();

    /** A registry that begins with the declared endpoints. */
    public EndpointRegistry(List<Endpoint> declared) {
        declared.forEach(endpoint -> this.declared.put(endpoint.id(), endpoint));
        rebuild();
    }

    /** All endpoints, also the disabled ones. */
    public List<Endpoint> all() {
        return List.copyOf(now.values());
    }

    /** The endpoint of this id as it is now; null when there is none. */
    public @Nullable Endpoint find(EndpointId id) {
        return now.get(id);
    }

    /** Whether the topic says anything of this id; an endpoint that it knows has its position already. */
    public synchronized boolean isKept(EndpointId id) {
        return changes.containsKey(id);
    }

    /** Calls the listener after each change, on the thread that read it. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Completes after the next change of this endpoint has been applied. */
    public synchronized CompletableFuture<Void> nextChange(EndpointId id) {
        return awaited.computeIfAbsent(id, absent -> new CompletableFuture<>());
    }

    /** Applies what the topic says of an endpoint; null means that it says nothing any more. */
    public void apply(EndpointId id, @Nullable EndpointChange change) {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            waiting = awaited.remove(id);
            if (change == null) {
                changes.remove(id);
            } else {
                changes.put(id, change);
            }
            rebuild();
        }
        if (waiting != null) {
            waiting.complete(null);
        }
        listeners.forEach(Runnable::run);
    }

    private void rebuild() {
        Map<EndpointId, Endpoint> built = new LinkedHashMap<>(declared);
        changes.forEach((id, change) -> {
            Endpoint changed = change.on(declared.get(id));
            if (changed != null) {
                built.put(id, changed);
            }
        });
        now = Map.copyOf(built);
    }
}

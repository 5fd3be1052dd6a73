package org.securecontext.proxy.providers;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The scopes of a provider (RFC 6749 §3.3).
 *
 * @param defaults what is asked for when an agent names no scopes
 * @param optional what an agent may ask for besides
 * @param separator what stands between scopes in the authorization request; a space unless the provider is special
 */
public record ScopePolicy(List<String> defaults, List<String> optional, String separator) {

    /** Copies the lists. */
    public ScopePolicy {
        defaults = List.copyOf(defaults);
        optional = List.copyOf(optional);
    }

    /** Whether all of these scopes may be asked for. */
    public boolean allows(Collection<String> scopes) {
        return scopes.stream().allMatch(scope -> defaults.contains(scope) || optional.contains(scope));
    }

    /** All scopes that may be asked for, defaults first. */
    public Set<String> all() {
        Set<String> all = new LinkedHashSet<>(defaults);
        all.addAll(optional);
        return all;
    }
}

package org.securecontext.proxy.vault;

/** {@link VaultRules} on one Redis server. */
class VaultIT extends VaultRules {

    @Override
    TestVault replica() {
        return TestVault.start();
    }
}

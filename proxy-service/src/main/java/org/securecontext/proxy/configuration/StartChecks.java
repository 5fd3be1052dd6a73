package org.securecontext.proxy.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/** Refuses to start with wrong or unsafe settings, before anything is built from them, and names them all at once. */
final class StartChecks implements BeanFactoryPostProcessor, PriorityOrdered {

    private final Environment environment;

    StartChecks(Environment environment) {
        this.environment = environment;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Setting name = setting("SCP_ENVIRONMENT", "scp.environment");
        boolean development = name.value().equals(DeploymentEnvironment.DEVELOPMENT.label());
        if (!List.of("development", "staging", "production").contains(name.value())) {
            problems.add("SCP_ENVIRONMENT takes development, staging or production");
        }
        new AddressRules(development).check(setting("SCP_BASE_URL", "scp.base-url"), problems);
        new AddressRules(development)
                .check(setting("SCP_CALLBACK_URL_OVERRIDE", "scp.callback-url-override"), problems);
        new AddressRules(development).checkIssuer(setting("SCP_AGENT_JWT_ISSUER", "scp.agents.jwt-issuer"), problems);
        checkAgents(development, problems);
        new SecretRules(development)
                .checkEncryptionKeys(setting("SCP_ENCRYPTION_KEYS", "scp.vault.encryption-keys"), problems);
        new SecretRules(development).checkAdminKey(setting("SCP_ADMIN_KEY", "scp.agents.admin-key"), problems);
        new SecretRules(development).checkSecret(setting("SCP_WEBHOOK_SECRET", "scp.webhooks.secret"), problems);
        for (String provider : List.of("google", "microsoft", "github", "gitlab", "slack")) {
            String variable = provider.toUpperCase(Locale.ROOT) + "_CLIENT_SECRET";
            new SecretRules(development)
                    .checkSecret(setting(variable, "scp.providers.clients." + provider + ".secret"), problems);
        }
        return problems;
    }

    private void checkAgents(boolean development, List<String> problems) {
        boolean issuer =
                setting("SCP_AGENT_JWT_ISSUER", "scp.agents.jwt-issuer").isSet();
        if (issuer
                && !setting("SCP_AGENT_JWT_AUDIENCE", "scp.agents.jwt-audience").isSet()) {
            problems.add("SCP_AGENT_JWT_AUDIENCE must be set together with SCP_AGENT_JWT_ISSUER");
        }
        if (!development
                && !issuer
                && !setting("SCP_AGENTS_FILE", "scp.agents.file").isSet()) {
            problems.add("SCP_AGENTS_FILE or SCP_AGENT_JWT_ISSUER must be set in production: nobody could call");
        }
    }

    private Setting setting(String variable, String property) {
        return new Setting(variable, environment.getProperty(property, "").trim());
    }

    /** A setting under the name by which an operator knows it; empty when unset. */
    record Setting(String variable, String value) {

        boolean isSet() {
            return !value.isEmpty();
        }

        /** Never the value: it may be a secret. */
        @Override
        public String toString() {
            return variable;
        }
    }
}
